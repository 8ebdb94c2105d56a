"""All exercises by their number, and the sections they belong to."""

from sandbox.lessons.exercises import (
    attaching,
    attributing,
    charging,
    defaults,
    errors,
    new_customers,
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
}
"""The documented sections, by the number of their notebook."""

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
    )
    for exercise in module.EXERCISES
}
