"""Exercises on attaching a source to an existing customer, and on detaching it."""

from sandbox.lessons.exercises.exercise import (
    AMEX,
    ATTACHED,
    CUSTOMER,
    JENNY,
    TWO,
    VISA,
    Exercise,
    Miss,
    card,
)

EXERCISES = [
    Exercise(
        "3.1",
        "Attach src_visa to Jenny, who is cus_jenny already.",
        lambda seen: (
            seen.owned() == [VISA] and bool(seen.asked("customers.sources.create"))
        ),
        "Attached, and still chargeable; her first source is her default.",
        (
            Miss(
                lambda seen: len(seen.objects("customers")) > 1,
                "There is a second customer now, and Jenny has nothing.",
                "retrieve cus_jenny, and create the source in her list.",
            ),
            Miss(
                lambda seen: (
                    bool(seen.asked("customers.update")) and seen.owned() == [VISA]
                ),
                "An update with source= would replace the default she may have.",
                "attach with customer.sources.create(source=...).",
            ),
        ),
        (JENNY, card()),
    ),
    Exercise(
        "3.2",
        "Attach src_amex to Jenny, and leave src_visa as her default.",
        lambda seen: (
            seen.owned() == [VISA, AMEX]
            and seen.find(CUSTOMER)["default_source"] == VISA
        ),
        "A second source stands beside the first, which stays the default.",
        (
            Miss(
                lambda seen: seen.find(VISA)["status"] == "consumed",
                "src_visa is gone: an update with source= put src_amex in its place.",
                "attach in the customer's list of sources instead.",
            ),
            Miss(
                lambda seen: seen.find(CUSTOMER)["default_source"] == AMEX,
                "src_amex is the default now.",
                "attaching is enough; leave default_source alone.",
            ),
        ),
        (*ATTACHED, card(AMEX)),
    ),
    Exercise(
        "3.3",
        "Detach src_amex from Jenny; src_visa stays.",
        lambda seen: (
            seen.owned() == [VISA]
            and seen.find(AMEX)["status"] == "consumed"
            and bool(seen.asked("customers.sources.detach"))
        ),
        "A detached source is consumed: nobody can attach or charge it again.",
        (
            Miss(
                lambda seen: (
                    CUSTOMER not in [one["id"] for one in seen.objects("customers")]
                ),
                "Jenny is deleted, and with her all that she had.",
                "delete the source in her list, not the customer.",
            ),
            Miss(
                lambda seen: seen.find(VISA)["status"] == "consumed",
                "src_visa is detached.",
                "mind the id: src_amex is the one to go.",
            ),
        ),
        TWO,
    ),
]
