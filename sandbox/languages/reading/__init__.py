"""Code as calls: what a snippet in one of the seven languages asks of the API."""
