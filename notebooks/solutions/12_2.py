for customer in stripe.Customer.list().auto_paging_iter():
    saved = stripe.Customer.list_sources(customer.id)
    if any(source.type == "sepa_debit" for source in saved.auto_paging_iter()):
        stripe.Customer.modify(customer.id, metadata={"move": "convert"})
