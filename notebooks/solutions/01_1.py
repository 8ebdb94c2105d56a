stripe.Source.create(type="card", token="tok_visa", usage="reusable")
