@sandbox.on("source.chargeable")
def charge_it(event):
    source = event.data.object
    stripe.Charge.create(
        amount=source.amount, currency=source.currency, source=source.id
    )


sandbox.authorise("src_ideal")
