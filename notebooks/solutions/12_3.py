stripe.Customer.create_source("cus_jenny", source="pm_card_visa")
