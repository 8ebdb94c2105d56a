customer = stripe.Customer.create(source="src_amex")
customer.sources.create(source="src_visa")
