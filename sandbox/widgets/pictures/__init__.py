"""Pictures: the life of an object, a customer with what it pays with, a story."""
