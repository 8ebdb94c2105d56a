stripe.Customer.modify("cus_jenny", default_source="src_amex")
