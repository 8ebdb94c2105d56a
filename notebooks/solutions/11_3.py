order = {"amount": 500, "currency": "eur", "customer": "cus_jenny"}
sandbox.fail_next("rate_limit")
try:
    stripe.Charge.create(**order)
except stripe.RateLimitError:
    stripe.Charge.create(**order)
