order = {"amount": 1099, "currency": "eur", "customer": "cus_jenny"}
try:
    stripe.Charge.create(**order)
except stripe.CardError:
    stripe.Charge.create(**order, source="src_visa")
