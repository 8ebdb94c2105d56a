customer = stripe.Customer.create(source="src_visa")
stripe.Charge.create(amount=2500, currency="usd", customer=customer.id)
