"""One file for each Stripe object: its parameters and what is done with them."""
