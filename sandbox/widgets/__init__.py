"""What a reader touches: forms, tables, short errors."""
