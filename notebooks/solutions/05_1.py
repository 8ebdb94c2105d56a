stripe.Charge.create(
    amount=1099, currency="eur", customer="cus_jenny", source="src_amex"
)
