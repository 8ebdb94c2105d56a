"""What stands behind the store: its tables, and the file that holds them."""
