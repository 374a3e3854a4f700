"""Invoice Ninja: invoices, of version 4 with their lines, of version 5 as its report writes them in English."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "invoice-ninja",
    known_by=(
        ("Client", "Invoice Number", "Amount", "Paid", "Status", "Invoice Date", "Due Date"),
        ("Client", "Number", "Amount", "Balance", "Paid to Date", "Status", "Date", "Due Date"),
        (
            "Invoice Number",
            "Invoice Amount",
            "Invoice Balance",
            "Invoice Paid to Date",
            "Invoice Status",
            "Invoice Date",
        ),
    ),
    columns={
        "number": ("Invoice Number", "Number", "Invoice Invoice Number"),
        "client": ("Client", "Client Name", "Invoice Client"),
        "email": ("Email", "Client Email", "Contact Email"),
        "issued": ("Invoice Date", "Date", "Invoice Invoice Date"),
        "due": ("Due Date", "Invoice Due Date"),
        "status": ("Status", "Invoice Status"),
        "amount": ("Amount", "Invoice Amount"),
        # How much was paid, and never when: that is in the export of the payments.
        "paid": ("Paid", "Paid to Date", "Invoice Paid to Date"),
        "balance": ("Balance", "Invoice Balance"),
        "currency": ("Currency", "Invoice Currency", "Client Currency"),
    },
)

recognises = TOOL.recognises
read = partial(invoices, TOOL)
