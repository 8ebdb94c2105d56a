for _ in range(2):
    stripe.Charge.create(
        amount=500, currency="eur", customer="cus_jenny", idempotency_key="order-1"
    )
