"""A model of the rules, and a shop that compares the sandbox with it."""
