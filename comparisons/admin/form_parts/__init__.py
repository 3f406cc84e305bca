"""What long forms of the desk are made of: rows folded to a line, a list of contents, sources for all values."""
