"""What was found, as an author or a program wants to read it: one file a format."""
