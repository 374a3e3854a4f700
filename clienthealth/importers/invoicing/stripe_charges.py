"""Stripe: charges under the names of its API, as connectors copy them; amounts in the smallest coin."""

from functools import partial

from clienthealth.importers.invoicing.payments import payments
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "stripe",
    known_by=(("id", "amount", "amount_refunded", "captured", "created", "currency", "customer_id", "status"),),
    columns={
        "id": ("id",),
        "number": ("invoice_number",),
        "invoice_id": ("invoice_id",),
        "client": ("customer_name", "billing_detail_name", "customer_id"),
        "email": ("receipt_email", "customer_email"),
        "at": ("created",),
        "status": ("status",),
        "amount": ("amount",),
        "currency": ("currency",),
        "captured": ("captured",),
        "refunded": ("amount_refunded",),
        "live": ("livemode",),
    },
    utc=True,
    coins=True,
)

recognises = TOOL.recognises
read = partial(payments, TOOL)
