"""What is done to an object that a call answered, and to the lists inside it."""

from collections.abc import Sequence
from typing import Any

from sandbox.languages.reading.made import Answer, Place
from sandbox.languages.reading.problems import did_you_mean
from sandbox.languages.reading.program.arguments import Given
from sandbox.languages.reading.program.asking import snake
from sandbox.languages.reading.program.bench import Benches
from sandbox.languages.reading.program.values import Fields, Function, Member, Result
from sandbox.languages.spelling import CHANGES, pascal, singular, spelled
from sandbox.operations import BY_NAME

QUIET = frozenset(
    "to_s to_json to_hash to_dict inspect refresh toString toJson equals each map "
    "first auto_paging_each auto_paging_iter autoPagingIterator autoPagingIterable "
    "autoPagingEach autoPagingToArray get keys values then catch finally "
    "Next Err Current lastResponse getLastResponse last_response forEach iterator "
    "tap isEmpty empty any count toArray jsonSerialize set put".split()
)
"""Methods of an object that ask nothing, or only for more of a list."""

OLDER = frozenset(
    "refund mark_as_fraudulent mark_as_safe update_dispute close_dispute "
    "create_subscription update_subscription cancel_subscription delete_discount "
    "create_upcoming_invoice upcoming_invoice invoices invoice_items add_invoice_item "
    "subscriptions charges".split()
)
"""Methods that objects had in the page's day, for what the sandbox does not model.

Source: github.com/stripe/stripe-python, v1.59.0, stripe/resource.py
"""


LISTED = "data"
"""The field of a list in which its objects are."""

GIVEN_BACK = frozenset("tap each forEach auto_paging_each".split())
"""Methods that give back what they are asked of, whatever a function makes of it."""

WHOLE = frozenset("then tap".split())
"""Methods that give a function all that was answered, and not one after another."""


class Objects(Benches):
    """Finds the operations that are asked of objects."""

    def field(self, owner: Result | Answer | Member, word: str) -> Any:
        """A field of what was answered, or a list inside it."""
        if isinstance(owner, Result):
            owner.asked = True
            collection = self.speech.parts.get((owner.collection, word))
            if collection:
                return Member(owner, collection)
            if word in owner.fields:
                return owner.fields[word]
        return self.answered(owner, word)

    def answered(self, owner: Result | Answer | Member, word: str) -> Answer:
        """A field of what was answered, which only running it tells."""
        get = self.idioms.get
        if get and word.startswith(get):
            word = snake(word.removeprefix(get))
        word = self.speech.words.get(word, word)
        if isinstance(owner, Answer):
            return Answer(owner.of, (*owner.field, word))
        if isinstance(owner, Member):
            inner = owner.collection.rpartition(".")[2]
            owner.of.used = True
            return Answer(owner.of.call, (inner, word))
        owner.used = True
        return Answer(owner.call, (word,))

    def element(self, owner: Result | Answer | Member) -> Answer:
        """One of a list that was answered: the first stands for all."""
        inside = isinstance(owner, Answer) and owner.field[-1] == LISTED
        listed = owner if inside else self.answered(owner, LISTED)
        return self.answered(listed, "0")

    def of_object(
        self,
        owner: Result | Member | Answer,
        word: str,
        given: Sequence[Given],
        at: Place,
    ) -> Any:
        """What a method of an object, or of a list inside it, answers."""
        functions = [one.value for one in given if isinstance(one.value, Function)]
        if isinstance(owner, Answer):
            self.listed(owner, word, at)
        if isinstance(owner, Answer) or word in QUIET:
            for function in functions:
                one = owner if word in WHOLE else self.element(owner)
                made = self.run(function, [one])
                owner = owner if word in GIVEN_BACK else made or owner
            return owner if functions or word in QUIET else self.answered(owner, word)
        collection = owner.collection
        result = owner.of if isinstance(owner, Member) else owner
        result.asked = True
        if isinstance(owner, Result) and (collection, word) in self.speech.parts:
            return Member(owner, self.speech.parts[collection, word])
        found = self.operation(owner, word)
        if found:
            return self.ask_object(found, owner, given, at)
        if not given and word in self.kinds(result):
            return self.element(owner)
        if not given and self.reads(word):
            return self.field(owner, word)
        self.unknown_method(collection, word, at)
        return self.answered(owner, word)

    def unknown_method(self, collection: str, word: str, at: Place) -> None:
        """The problem of a method that no object has; a note where it once did."""
        if snake(word) in OLDER:
            self.note(at, "unknown", f"The sandbox does not model {word}.")
            return
        known = [name for (of, name) in self.speech.objects if of == collection]
        known += [name for (of, name) in self.speech.parts if of == collection]
        what = collection.replace("_", " ").replace(".", " of ")
        message = f"What {what} answer has no method {word}."
        self.wrong(at, "unknown", message, did_you_mean(word, known))

    def listed(self, owner: Answer, word: str, at: Place) -> None:
        """The problem of a list that there is not, and of which something is asked."""
        collection = self.results[owner.of].collection
        parts = {
            name: inner
            for (of, name), inner in self.speech.parts.items()
            if of == collection
        }
        asks = any((inner, word) in self.speech.objects for inner in parts.values())
        if asks and len(owner.field) == 1:
            what, name = collection.replace("_", " "), owner.field[0]
            hint = did_you_mean(name, parts)
            self.wrong(at, "unknown", f"In {what} there is no list {name}.", hint)

    def kinds(self, result: Result) -> tuple[str, ...]:
        """The class of what was answered; an iterator has a method of this name."""
        words = spelled(self.drafts[result.call].call.operation)
        service = words.today[0].rpartition(".")[2] if words.today else ""
        return words.kind, pascal(singular(service))

    def reads(self, word: str) -> bool:
        """Whether a method without arguments can be the reading of a field."""
        if self.language == "ruby":
            return True
        return bool(self.idioms.get) and word.startswith(self.idioms.get)

    def operation(self, owner: Result | Member, word: str) -> str:
        """What a method of an object asks for; "" for one that is none."""
        objects = self.speech.objects
        places = [owner.collection, f"customers.{owner.collection}"]
        for place in places:
            found = objects.get((place, word), "")
            changes = found.rpartition(".")[2] in CHANGES
            if found and changes == isinstance(owner, Result):
                return found
        listed = isinstance(owner, Result)
        return objects.get((owner.collection, f".{word}"), "") if listed else ""

    def ask_object(
        self, operation: str, owner: Result | Member, given: Sequence[Given], at: Place
    ) -> Result:
        """A call of an object: its id is known, and what was set on it."""
        result = owner.of if isinstance(owner, Member) else owner
        known = self.identity(result, operation)
        if operation.endswith(".update") and result.fields:
            given = self.saved(result, given, at)
        return self.ask(operation, given, at, known=known)

    def saved(
        self, result: Result, given: Sequence[Given], at: Place
    ) -> Sequence[Given]:
        """What was set on an object, with what is sent besides, then the options."""
        fields, result.fields = result.fields, Fields(named=True)
        first = given[0].value if given else None
        if not isinstance(first, Fields) or first.keys() & self.speech.options.keys():
            return [Given(fields, at), *given]
        for name, value in first.items():
            fields.put(name, value, first.places[name])
        return [Given(fields, at), *given[1:]]

    def identity(self, result: Result, operation: str) -> dict[str, Given]:
        """The ids of an object: those it was asked by, or the one that was answered."""
        draft = self.drafts[result.call]
        asked = draft.call
        known: dict[str, Any] = {}
        own = len(result.collection.split("."))
        for place, name in enumerate(BY_NAME[operation].ids):
            if name in asked.ids:
                known[name] = asked.ids[name]
            elif name == "customer" and result.collection == "sources":
                known[name] = Answer(result.call, ("customer",))
            elif place < own or result.collection == "sources":
                known[name] = Answer(result.call, ("id",))
        places = draft.places
        return {n: Given(v, places.get(n, draft.at)) for n, v in known.items()}

    def run(self, function: Function, given: Sequence[Any]) -> Any:
        """What a function does with what it is given. A program knows how."""
        raise NotImplementedError
