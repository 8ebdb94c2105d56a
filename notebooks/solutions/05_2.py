stripe.Charge.create(amount=1099, currency="eur", source="src_visa")
