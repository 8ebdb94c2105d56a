customer = stripe.Customer.retrieve("cus_jenny")
customer.sources.create(source="src_visa")
