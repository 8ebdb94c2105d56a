order = {"amount": 500, "currency": "eur", "customer": "cus_jenny"}
sandbox.fail_next("answer_lost")
try:
    stripe.Charge.create(**order, idempotency_key="order-1", max_network_retries=0)
except stripe.APIError:
    stripe.Charge.create(**order, idempotency_key="order-1")
