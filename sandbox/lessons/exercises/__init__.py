"""Exercises: something to do in the sandbox, and one line that says how it went.

>>> from sandbox import Sandbox
>>> sandbox = Sandbox(seed=2)
>>> with Attempt(sandbox, "1.1", record=False):
...     card = {"type": "card", "token": "tok_visa", "usage": "single_use"}
...     made = sandbox.call("sources.create", **card)
✗ 1.1 The source can be charged once: its usage is single_use. Hint: say usage="reusable" when you create it.
"""  # noqa: E501 - a doctest shows the whole line

from sandbox.lessons.exercises.attempt import Attempt
from sandbox.lessons.exercises.catalogue import EXERCISES, SECTIONS
from sandbox.lessons.exercises.exercise import Exercise, Miss
from sandbox.lessons.exercises.progress import Progress

__all__ = ["EXERCISES", "SECTIONS", "Attempt", "Exercise", "Miss", "Progress"]
