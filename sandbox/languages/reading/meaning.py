"""What names mean: the words that `write` uses in each language, the other way round.

>>> speech("python").classes["Customer.create_source"]
'customers.sources.create'
>>> speech("go").services["V1PaymentSources.Create"]
'customers.sources.create'
>>> speech("php").objects["customers", "save"], speech("java").parts["charges", "getRefunds"]
('customers.update', 'charges.refunds')
"""  # noqa: E501 - a doctest shows both

from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from sandbox.languages.reading.known import FIELDS
from sandbox.languages.spelling import CHANGES, HISTORY, VERBS, Voice, spelled
from sandbox.operations import MODELLED

Of = tuple[str, str]

ONE_CLIENT = {"node"}
"""Languages whose SDK is a client from the start, and has no classes to ask."""


class Speech(NamedTuple):
    """One language, backwards.

    `classes` are functions of classes and packages, `services` methods of a client,
    both by their whole name. `objects` are methods of what was retrieved, or of a list
    in it, by its collection; `parts` those lists. `words` are the parameters, and
    `options` what goes beside them, as the language writes it. `structs` are
    the classes that take parameters.
    """

    classes: dict[str, str]
    services: dict[str, str]
    objects: dict[Of, str]
    parts: dict[Of, str]
    words: dict[str, str]
    options: dict[str, str]
    structs: set[str]


@lru_cache(maxsize=8)
def speech(language: str) -> Speech:
    """The words of a language, with what they mean."""
    module = import_module(f"sandbox.languages.{language}")
    field = getattr(module, "field", str)
    options = {word: name for name, ways in module.OPTIONS.items() for word in ways}
    said = Speech({}, {}, {}, {}, {}, options, set())
    for operation in sorted(MODELLED, key=is_second):
        add(said, operation, module.voice(spelled(operation)))
    if language in ONE_CLIENT:
        said.services.update(said.classes | said.services)
        said.classes.clear()
    else:
        add_detach(said, module.voice(spelled("sources.retrieve")))
    said.words.update({field(name): name for name in FIELDS})
    said.words.update(getattr(module, "ALSO", {}))
    return said


def is_second(operation: str) -> tuple[bool, int]:
    """Whether another operation has the same name in some language, and goes first."""
    return operation.startswith(HISTORY), operation.count(".")


def add(said: Speech, operation: str, voice: Voice) -> None:
    """Add the names of one operation, where no other has them."""
    collection, _, verb = operation.rpartition(".")
    said.structs.update(voice.structs)
    for names in voice.classes:
        said.classes.setdefault(".".join(names), operation)
    for named in (voice.service, voice.older):
        if named:
            said.services.setdefault(".".join(named), operation)
    owner = collection.partition(".")[0]
    inner = owner != collection
    if voice.part and inner:
        said.parts.setdefault((owner, voice.part), collection)
    elif inner and voice.verb:
        said.objects.setdefault((owner, f".{voice.verb}"), operation)
    if voice.verb and (inner or verb in CHANGES):
        for word in (voice.verb, VERBS.get(verb, voice.verb)):
            said.objects.setdefault((collection, word), operation)


def add_detach(said: Speech, voice: Voice) -> None:
    """Add what the service of sources has too: it detaches one from its customer.

    Source: github.com/stripe/stripe-python, stripe/_source_service.py
    """
    place, verb = voice.service or ("", "")
    detach = "Detach" if verb.istitle() else "detach"
    said.services[f"{place}.{detach}"] = "customers.sources.detach"
