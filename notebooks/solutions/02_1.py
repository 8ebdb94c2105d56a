stripe.Customer.create(email="jenny@example.com", source="src_visa")
