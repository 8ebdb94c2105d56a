source = stripe.Source.create(type="card", token="tok_visa", usage="single_use")
stripe.Charge.create(amount=500, currency="eur", source=source.id)
