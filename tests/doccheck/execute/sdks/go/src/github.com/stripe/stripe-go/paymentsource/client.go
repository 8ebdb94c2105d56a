// Package paymentsource stands in for the one of stripe-go.
package paymentsource

import (
	"net/url"

	"github.com/stripe/stripe-go"
)

func New(params *stripe.CustomerSourceParams) (string, error) {
	form := url.Values{"source": {params.Source}}
	return params.Source, stripe.Ask("POST", "/customers/"+params.Customer+"/sources", form)
}
