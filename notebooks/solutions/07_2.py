for source in ("src_visa", "src_amex"):
    stripe.Charge.create(
        amount=500, currency="eur", customer="cus_jenny", source=source
    )
