"""The small program form: what six languages come down to, in two dozen kinds of node.

>>> told = Form("text", (1, 1), "eur")
>>> Form("pair", (1, 1), "currency", (told,)).parts[0].name
'eur'
"""

from typing import Any, NamedTuple

from sandbox.languages.reading.made import Place


class Form(NamedTuple):
    """A node: its kind, its place, its name if it has one, and what it is made of.

    A node that ends in a name (`customer.save`) stands where that name stands.
    """

    kind: str
    at: Place
    name: str = ""
    parts: tuple["Form", ...] = ()
    value: Any = None


KINDS = {
    "seq": "statements, one after another",
    "set": "a target, and the value it is given; as a target, with a value to fall to",
    "send": "a method, by its name, of the first part, with the other parts",
    "call": "the first part, called with the others",
    "new": "an object of a class, by its name, made with the parts; its value tells "
    "whether it has a body of its own",
    "attr": "a field, by its name, of the part",
    "index": "an entry of the first part, by the second",
    "name": "a name; its value tells whether what it is given is set on an object too",
    "value": "a number, true, false, or nothing",
    "text": "a text, which is its name",
    "joined": "texts put together",
    "map": "names and values, which are pairs",
    "pair": "a value, by the name of it or by the second part",
    "splat": "all the pairs of another map; as a target, all others, or pairs if **",
    "list": "values",
    "struct": "a map of a class, by its name",
    "address": "a pointer to the part",
    "fn": "a body, and targets for what it is given; its value tells whether the first "
    "is what it is a method of",
    "class": "statements that set what a class, by its name, has; its value is what it "
    "has more from, by its name",
    "type": "a class, by its name, that a variable is said to be of",
    "each": "a name, a list, and what is done with each of it",
    "try": "statements, then what is done where an error, by its name, is raised there",
    "either": "a question, and the two values of which one is taken",
    "except": "what is done only where something failed, by an error of this name",
    "import": "names from elsewhere, and where they come from",
    "other": "anything else: only the calls in it matter",
}
"""The kinds of nodes, and what each stands for."""
