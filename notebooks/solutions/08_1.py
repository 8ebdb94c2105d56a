source = stripe.Source.create(type="card", token="tok_chargeDeclined", usage="reusable")
stripe.Charge.create(amount=500, currency="eur", source=source.id)
