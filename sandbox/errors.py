"""The one exception a request may end with: what was refused, why, and what to do.

>>> invalid("Give an amount.", code="parameter_missing", param="amount").body()["error"]
{'code': 'parameter_missing', 'doc_url': 'https://stripe.com/docs/error-codes/parameter-missing', 'message': 'Give an amount.', 'param': 'amount', 'type': 'invalid_request_error'}
"""  # noqa: E501 - a doctest shows the whole answer

from typing import Any, Self

from sandbox.masking import hidden
from sandbox.page import Broken

DOC_URL = "https://stripe.com/docs/error-codes/"
LONGEST_ECHO = 80


class SandboxWarning(UserWarning):
    """The sandbox did what was asked, and something about it is worth a word."""


class NotInstalled(ModuleNotFoundError):  # noqa: N818 - it says what a package is
    """A package is not there that is needed, and what to install."""


class ApiError(Exception):
    """An answer that is not 2xx, in the shape of the real API.

    `keeps_changes` marks the few refusals that leave something behind: a declined
    charge is stored, and can be retrieved. `rule` is the rule of the page that was
    broken: it is for those who learn, and no part of what is answered.
    Source: docs.stripe.com/api/errors
    """

    def __init__(  # noqa: PLR0913 - these are the fields of the error object
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        decline_code: str | None = None,
        charge: str | None = None,
        keeps_changes: bool = False,
        rule: Broken | None = None,
    ) -> None:
        """Keep the fields of the error object, and what becomes of the changes."""
        super().__init__(message)
        self.status, self.message, self.kind = status, message, kind
        self.code, self.param, self.decline_code = code, param, decline_code
        self.charge, self.keeps_changes, self.rule = charge, keeps_changes, rule

    @classmethod
    def told(
        cls, status: int, fields: dict[str, Any], *, rule: Broken | None = None
    ) -> Self:
        """The refusal that an answer tells of, by its status and its error object.

        >>> told = invalid("Give an amount.", param="amount").body()["error"]
        >>> ApiError.told(400, told).param
        'amount'
        """
        return cls(
            status,
            fields["message"],
            kind=fields["type"],
            code=fields.get("code"),
            param=fields.get("param"),
            decline_code=fields.get("decline_code"),
            charge=fields.get("charge"),
            rule=rule,
        )

    def body(self) -> dict[str, Any]:
        """The response body: keys in alphabetical order, absent ones left out."""
        doc_url = DOC_URL + self.code.replace("_", "-") if self.code else None
        fields = {
            "charge": self.charge,
            "code": self.code,
            "decline_code": self.decline_code,
            "doc_url": doc_url,
            "message": self.message,
            "param": self.param,
            "type": self.kind,
        }
        return {"error": {k: v for k, v in fields.items() if v is not None}}


def invalid(
    message: str,
    *,
    code: str | None = None,
    param: str | None = None,
    rule: Broken | None = None,
) -> ApiError:
    """A request that can never work as it was sent: HTTP 400."""
    return ApiError(400, message, code=code, param=param, rule=rule)


def no_such(
    kind: str,
    object_id: str,
    *,
    param: str,
    status: int = 400,
    rule: Broken | None = None,
) -> ApiError:
    """An id that nothing answers to.

    404 when the id stands in the path, 400 when it is a parameter.
    Source: docs.stripe.com/error-codes#resource-missing
    """
    advice = (
        "Check the id: every sandbox has objects of its own, and forgets them when it "
        "is reset."
    )
    if hidden(object_id) != object_id:
        advice = "A card number is no id: give a test token, such as tok_visa."
    message = f"There is no {kind} '{echo(object_id)}' in this sandbox. {advice}"
    code = "resource_missing"
    return ApiError(status, message, code=code, param=param, rule=rule)


def echo(given: object) -> str:
    """What was given, as it may stand in a message: short, plain, no card number.

    >>> echo("src_1" + "x" * 200)[-12:], echo("4242 4242 4242 4242")
    ('xxxxxxxx...', '****')
    """
    text = "".join(c if c.isprintable() else "?" for c in hidden(str(given)))
    return text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "..."
