"""Zoho Invoice and Zoho Books: one row per line item, each with the total of its invoice."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "zoho",
    known_by=(("Invoice ID", "Invoice Number", "Invoice Status", "Customer Name", "Balance", "Invoice Date"),),
    columns={
        "id": ("Invoice ID",),
        "number": ("Invoice Number",),
        "client": ("Customer Name", "Company Name"),
        "email": ("Email", "EmailID", "Primary Contact EmailID"),
        "issued": ("Invoice Date",),
        "due": ("Due Date",),
        # "Expected Payment Date" is a hope, and no payment.
        "paid_on": ("Last Payment Date",),
        "status": ("Invoice Status",),
        "amount": ("Total",),
        "balance": ("Balance",),
        "currency": ("Currency Code",),
        "terms": ("Payment Terms",),
        "written_off": ("WriteOff Amount",),
        "written_off_on": ("WriteOff Date",),
    },
)

recognises = TOOL.recognises
read = partial(invoices, TOOL)
