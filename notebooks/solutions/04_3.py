stripe.Charge.create(
    amount=500, currency="eur", customer="cus_jenny", source="src_amex"
)
