def charge(source):
    return stripe.Charge.create(
        amount=1099, currency="eur", source=source, idempotency_key="order-1"
    )


sandbox.on("source.chargeable", lambda event: charge(event.data.object.id))
sandbox.authorise("src_ideal")
charge("src_ideal")
