"""Stripe: invoices under the names of its API, as connectors copy them; amounts in the smallest coin."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "stripe",
    known_by=(
        ("amount_due", "amount_paid", "amount_remaining", "currency", "customer_id", "number", "status", "total"),
    ),
    columns={
        "id": ("invoice_id", "id"),
        "number": ("number",),
        "client": ("customer_name", "customer_id"),
        "email": ("customer_email",),
        # The period that is billed says nothing of when the invoice was issued.
        "issued": ("status_transitions_finalized_at", "finalized_at", "created"),
        "due": ("due_date",),
        "paid_on": ("status_transitions_paid_at", "paid_at"),
        "status": ("status",),
        "amount": ("total",),
        "paid": ("amount_paid",),
        "balance": ("amount_remaining",),
        "currency": ("currency",),
        "live": ("livemode",),
    },
    utc=True,
    coins=True,
)

recognises = TOOL.recognises
read = partial(invoices, TOOL)
