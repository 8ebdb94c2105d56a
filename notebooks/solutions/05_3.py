for amount in (500, 600, 700):
    stripe.Charge.create(amount=amount, currency="eur", customer="cus_jenny")
