customer = stripe.Customer.retrieve("cus_jenny")
customer.sources.create(source="src_visa")
for _ in range(2):
    stripe.Charge.create(
        amount=500, currency="eur", customer="cus_jenny", source="src_visa"
    )
