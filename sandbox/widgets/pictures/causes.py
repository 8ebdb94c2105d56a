"""What causes each move of a life: in a sentence, and as the line that does it.

>>> cause = SOURCE["refused"]
>>> cause.call.format(id="src_1")
'sandbox.authorise("src_1", outcome="failed")'
"""

from typing import NamedTuple

from sandbox.domain import ibans


class Cause(NamedTuple):
    """What happens, and the line of Python that makes it happen, if one can.

    Names in braces stand for what is said of the object: its id, its customer, and so
    on.
    """

    says: str
    call: str = ""


OTHERWISE = "In test mode the bank of this very account does not."
"""What is said in place of a line, where another account would be needed."""

CHARGE = (
    'stripe.Charge.create(amount={amount}, currency="{currency}", '
    '{with_customer}source="{id}")'
)
FAILING = next(row.iban for row in ibans.DEBITS if row.outcome == "failed")

SOURCE = {
    "authorised": Cause(
        "Its owner authorises the payment at the bank.", 'sandbox.authorise("{id}")'
    ),
    "funded": Cause("Its owner sends money to it.", 'sandbox.fund("{id}")'),
    "refused": Cause(
        "Its owner does not authorise the payment.",
        'sandbox.authorise("{id}", outcome="failed")',
    ),
    "timed out": Cause(
        "It stays {status} for {lasts}, and time goes by.",
        "sandbox.advance({advance})",
    ),
    "charged": Cause("It pays for a charge.", CHARGE),
    "charged in part": Cause(
        "A charge takes a part of the money that was sent.",
        CHARGE.replace("{amount}", "{part}"),
    ),
    "detached": Cause(
        "It is detached from {customer}.",
        'stripe.Customer.delete_source("{customer}", "{id}")',
    ),
    "replaced": Cause(
        "An update of {customer} brings another source, the new default.",
        'stripe.Customer.modify("{customer}", source="tok_amex")',
    ),
    "mandate failed": Cause(
        f"A debit of it is sent back, as in test mode each of IBAN {FAILING} is.",
        f"{CHARGE}; sandbox.advance({{settles}})",
    ),
}

PAID = {
    "settled": Cause("Its bank pays.", "sandbox.advance({settles})"),
    "sent back": Cause(
        f"Its bank sends the debit back, as in test mode each of IBAN {FAILING}.",
        "sandbox.advance({settles})",
    ),
    "captured": Cause(
        "The money that was reserved is taken.", 'stripe.Charge.capture("{id}")'
    ),
    "hold expired": Cause(
        "Nobody captures it within {holds} days.", "sandbox.advance(days={holds})"
    ),
    "refunded": Cause("Money of it goes back.", 'stripe.Refund.create(charge="{id}")'),
    "disputed": Cause(
        "Its owner wants the money back, and says so at the bank; in test mode that "
        "happens right after some charges, as of tok_createDispute."
    ),
}

REFUND = {
    "charge succeeded": Cause(
        "The bank pays the charge, so there is money to go back.",
        "sandbox.advance({settles})",
    ),
    "charge failed": Cause(
        "The bank does not pay the charge, as in test mode of IBAN "
        f"{FAILING}: no money came, so none goes back.",
        "sandbox.advance({settles})",
    ),
    "returned": Cause(
        "The bank of the card sends the money back; in test mode that happens right "
        "after a refund to tok_refundFail."
    ),
}

EVIDENCE = 'stripe.Dispute.modify("{id}", evidence={{"uncategorized_text": "%s"}})'

DISPUTE = {
    "submitted": Cause("You answer it.", EVIDENCE % "Signed for on delivery"),
    "won": Cause(
        "The bank decides for you, as in test mode it does by this text.",
        EVIDENCE % "winning_evidence",
    ),
    "lost": Cause(
        "The bank decides for the owner, as in test mode it does by this text.",
        EVIDENCE % "losing_evidence",
    ),
    "escalated": Cause(
        "The bank goes on, and takes the money; in test mode by this text.",
        EVIDENCE % "escalate_inquiry_evidence",
    ),
    "accepted": Cause("You accept it.", 'stripe.Dispute.close("{id}")'),
    "overdue": Cause(
        "Nobody answers it in time.", "sandbox.advance(days={days_to_answer})"
    ),
}
