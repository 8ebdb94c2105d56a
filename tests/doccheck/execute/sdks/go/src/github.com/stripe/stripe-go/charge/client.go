// Package charge stands in for the one of stripe-go.
package charge

import (
	"net/url"

	"github.com/stripe/stripe-go"
)

func New(params *stripe.ChargeParams) (*stripe.ChargeParams, error) {
	form := url.Values{"amount": {params.Amount}, "currency": {params.Currency}}
	form.Set("source", params.Source)
	form.Set("capture", "true")
	return params, stripe.Ask("POST", "/charges", form)
}
