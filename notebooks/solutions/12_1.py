for source in ("src_amex", "src_mastercard"):
    stripe.Customer.create_source("cus_jenny", source=source)
