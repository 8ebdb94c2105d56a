customer = stripe.Customer.retrieve("cus_jenny")
customer.sources.retrieve("src_visa").detach()
