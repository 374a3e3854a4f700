"""FreshBooks: one row per line item; older exports have no due day."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "freshbooks",
    known_by=(("Client Name", "Invoice #", "Date Issued", "Invoice Status", "Line Total"),),
    columns={
        "number": ("Invoice #",),
        "client": ("Client Name",),
        "issued": ("Date Issued",),
        "due": ("Due Date", "Date Due"),
        "paid_on": ("Date Paid",),
        "status": ("Invoice Status",),
        "line": ("Line Total",),
        "currency": ("Currency",),
    },
)

recognises = TOOL.recognises
read = partial(invoices, TOOL)
