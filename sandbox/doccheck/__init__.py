"""What an author runs over a page: its examples found, read, compared and run."""
