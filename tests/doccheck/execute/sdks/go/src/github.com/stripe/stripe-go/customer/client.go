// Package customer stands in for the one of stripe-go.
package customer

import "github.com/stripe/stripe-go"

func Get(id string, _ any) (string, error) {
	return id, stripe.Ask("GET", "/customers/"+id, nil)
}
