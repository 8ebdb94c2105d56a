"""A form for an operation of the catalogue, drawn from its parameters.

>>> from sandbox import Sandbox
>>> form = Form(Sandbox(), "customers.create", ["email"], email="jenny@example.com")
>>> form
<Form: POST /v1/customers email='jenny@example.com'>
>>> form.button.click()
>>> form.result["email"]
'jenny@example.com'
"""

from collections.abc import Iterable
from typing import Any, ClassVar
from weakref import WeakSet

import ipywidgets as widgets

from sandbox.errors import ApiError, invalid
from sandbox.languages import Call
from sandbox.languages.call import natural
from sandbox.masking import masked, shown
from sandbox.request.forms import decode, encode
from sandbox.request.params import read
from sandbox.session import Sandbox
from sandbox.widgets import panels
from sandbox.widgets.acting import PRIMARY, Acting
from sandbox.widgets.code_tabs import CodeTabs, as_html
from sandbox.widgets.controls import Line, control, existing, on_enter, row
from sandbox.widgets.fields import COLLECTIONS, chosen, find, nested, spoken

MARK = "3px solid"

FORMS: "WeakSet[Form]" = WeakSet()
"""All of them: what one form makes, the others offer."""


class Form(Acting):
    """A form that asks for the fields of an operation, and performs it.

    `Form(sandbox, "customers.create", ["email", "source"], email="jenny@example.com")`.
    `fields` are names of parameters, dotted inside a hash ("owner.email"), and of the
    ids in its address; without them, those that the operation needs. `values` are there
    to begin with (`owner__email=...`); an object may stand for its id.

    `fields[name].value` is what is typed; `button.click()` sends it. Then `result` is
    the object that was answered, or `error` what went wrong, and `message` shows it.
    Raises: ValueError for an unknown operation, field or choice.
    """

    needs: ClassVar[tuple[str, ...]] = ()
    """Fields that this form does not send without, though the operation would do."""

    def __init__(
        self,
        sandbox: Sandbox,
        operation: str,
        fields: Iterable[str] | None = None,
        *,
        title: str | None = None,
        button: str | None = None,
        **values: Any,
    ) -> None:
        """Draw the form."""
        super().__init__(sandbox)
        self.operation = find(operation)
        self.title = title or spoken(self.operation)
        self._draw(fields, {name.replace("__", "."): values[name] for name in values})
        says = button or spoken(self.operation)
        self.button = self.action(says, self._perform, button_style=PRIMARY)
        self.code = CodeTabs()
        heading = widgets.HTML(panels.heading(self.title, self.call))
        rows = self._rows.values()
        self.fill(heading, *rows, self.button, self.message, self.code)
        self._wire()

    def _draw(self, names: Iterable[str] | None, values: dict[str, Any]) -> None:
        """Make a widget for each field, and a row for each widget."""
        self._asked = chosen(self.operation, names, values)
        for name in self.needs:
            self._asked[name] = self._asked[name]._replace(needed=True)
        self.fields: dict[str, Any] = {
            name: control(field, values.get(name))
            for name, field in self._asked.items()
        }
        self._rows = {
            name: row(self.fields[name], field) for name, field in self._asked.items()
        }

    def _wire(self) -> None:
        """Let the parts do their work."""
        for widget in self.fields.values():
            widget.observe(lambda _: self._arrange(), "value")
            if isinstance(widget, Line):  # among ids, Enter chooses
                on_enter(widget, self.button.click_once)
        self._arrange()
        self._mark(None)
        FORMS.add(self)
        offer_ids([self])

    @property
    def call(self) -> str:
        """The request that the form makes, as the documentation writes it."""
        return f"{self.operation.method} {self.operation.path}"

    def fits(self, name: str) -> bool:  # noqa: ARG002 - for forms that are choosier
        """Whether a field makes sense beside what the others say now."""
        return True

    def filled(self) -> dict[str, str | bool]:
        """What would be sent now: nothing that is empty, or does not fit."""
        given: dict[str, str | bool] = {}
        for name, field in self._asked.items():
            value = self.fields[name].value
            value = value.strip() if isinstance(value, str) else value
            said = value != "" and not (field.kind is bool and value == field.default)
            if said and self.fits(name):
                given[name] = value
        return given

    def planned(self) -> Call:
        """The call that would be made now; an id that is not given yet has its name."""
        filled = self.filled()
        ids = {n: str(filled.pop(n, f"{n}_id".upper())) for n in self.operation.ids}
        return Call(self.operation.name, ids, natural(self.operation, nested(filled)))

    def check(self, filled: dict[str, str | bool]) -> None:
        """Refuse what the operation would refuse by its parameters alone.

        Raises: ApiError, with the code and the name that the answer would have.
        """
        for name in (*self.operation.ids, *self.needs):
            if name not in filled:
                message = f"{name} is missing: this call needs it."
                raise invalid(message, code="parameter_missing", param=name)
        sent = {name: filled[name] for name in filled if name not in self.operation.ids}
        read(self.operation.params, decode(encode(nested(sent)).encode()))

    def press(self) -> None:
        """Send what the form says, and show what comes of it, as its button does."""
        self.attempt(self._perform)

    def _perform(self) -> str:
        """Perform the operation; what there is to show for it."""
        self._mark(None)
        filled = self.filled()
        try:
            self.check(filled)
        except ApiError as refusal:
            return self.refuse(refusal, asked=False)
        answer = self.sandbox.ask(self.operation.name, **nested(filled))
        self.result = answer.body
        return panels.result(answer.body, answer.notice)

    def refuse(self, refusal: ApiError, *, asked: bool = True) -> str:
        """Point at the field as well that was refused."""
        self._mark(refusal.param)
        return super().refuse(refusal, asked=asked)

    def redraw(self) -> None:
        """Offer what there is now, in all forms on this sandbox."""
        offer_ids(form for form in FORMS if form.sandbox is self.sandbox)

    def offer(self, ids: dict[str, tuple[str, ...]]) -> None:
        """Offer these ids, by collection, where an id is asked for."""
        for name, widget in self.fields.items():
            if name in COLLECTIONS:
                widget.options = ids[COLLECTIONS[name]]

    def _arrange(self) -> None:
        """Show the fields that fit, all with labels of one width."""
        fit = [name for name in self._rows if self.fits(name)]
        longest = max((len(self._asked[name].label) for name in fit), default=0)
        for name, line in self._rows.items():
            line.layout.display = None if name in fit else "none"
            self.fields[name].style.description_width = f"{longest + 1}ch"
        self.code.show(self.planned())

    def _mark(self, parameter: str | None) -> None:
        """Point at the field that was refused; "id" is the one in the address.

        A default source that is not there is refused as "source".
        """
        ids, asked = self.operation.ids, [one.parameter for one in self._asked.values()]
        wrong = ids[0] if parameter == "id" and len(ids) == 1 else parameter
        if wrong not in asked:
            wrong = next((one for one in asked if one.endswith(f"_{wrong}")), None)
        for name, line in self._rows.items():
            refused = self._asked[name].parameter == wrong
            line.layout.border_left = (
                f"{MARK} {panels.WRONG if refused else panels.CLEAR}"
            )

    def _seen(self) -> dict[str, Any]:
        """The values that can be seen; of what is secret, only that it is there."""
        return {
            name: shown(widget.value, name.rpartition(".")[2])
            for name, widget in self.fields.items()
            if self.fits(name)
        }

    def _code_snapshot(self) -> str:
        """The code in the page's own language, without a secret in it."""
        call = self.planned()
        shown_ = call._replace(params=masked(dict(call.params)))
        return as_html(shown_, languages=("python",))

    def __repr__(self) -> str:
        values = [f"{name}={value!r}" for name, value in self._seen().items()]
        return f"<{' '.join([f'{type(self).__name__}: {self.call}', *values])}>"

    def on_paper(self) -> str:
        """What the form says, for readers without a kernel."""
        rows = [
            (self._asked[name].label, value, self._asked[name].meaning)
            for name, value in self._seen().items()
        ]
        outcome = self.message.value + self._code_snapshot()
        says = [self.button.description]
        return panels.snapshot(self.title, self.call, rows, says, outcome)


def offer_ids(forms: Iterable[Form]) -> None:
    """Offer the ids that exist now, in these forms on one sandbox."""
    forms = list(forms)
    wanted = {COLLECTIONS[n] for form in forms for n in form.fields if n in COLLECTIONS}
    ids = {name: existing(forms[0].sandbox, name) for name in sorted(wanted)}
    for form in forms:
        form.offer(ids)
