stripe.Charge.create(amount=1099, currency="eur", customer="cus_jenny")
sandbox.advance(days=14)
