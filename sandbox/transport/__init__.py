"""How a request gets in, and an event out."""
