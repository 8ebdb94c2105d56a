for token in ("tok_visa", "tok_amex"):
    source = stripe.Source.create(type="card", token=token, usage="single_use")
    stripe.Charge.create(amount=500, currency="eur", source=source.id)
