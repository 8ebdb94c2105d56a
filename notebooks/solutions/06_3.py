source = stripe.Source.create(
    type="ideal",
    amount=1099,
    currency="eur",
    redirect={"return_url": "https://example.com/return"},
)
sandbox.authorise(source)
