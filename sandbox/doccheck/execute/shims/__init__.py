"""What stands in front of a snippet, so that it runs as it is."""
