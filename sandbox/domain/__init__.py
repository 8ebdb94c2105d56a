"""What Stripe allows: tables and pure rules, no store."""
