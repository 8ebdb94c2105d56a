"""All exercises by their number, and the sections they belong to."""

from sandbox.lessons.exercises import (
    asynchronous,
    attaching,
    attributing,
    charging,
    defaults,
    errors,
    leaving,
    new_customers,
    retries,
    reusable,
    single_use,
)

SECTIONS = {
    "1": "Reusable Sources",
    "2": "Attaching a Source to a new Customer",
    "3": "Attaching a Source to an existing Customer",
    "4": "Changing the default Source",
    "5": "Charging a Source attached to a Customer",
    "6": "Single-use Sources",
    "7": "Attributing single-use Sources payments to Customers",
    "8": "Errors you will meet",
    "10": "Asynchronous sources and webhooks",
    "11": "Errors, retries and idempotency",
    "12": "Leaving Sources behind",
}
"""The sections with exercises, by the number of their notebook.

Those up to 7 are sections of the page, the others go beyond it.
"""

EXERCISES = {
    exercise.number: exercise
    for module in (
        reusable,
        new_customers,
        attaching,
        defaults,
        charging,
        single_use,
        attributing,
        errors,
        asynchronous,
        retries,
        leaving,
    )
    for exercise in module.EXERCISES
}
