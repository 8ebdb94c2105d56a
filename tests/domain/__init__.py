"""Tests of what Stripe allows: tables and pure rules."""
