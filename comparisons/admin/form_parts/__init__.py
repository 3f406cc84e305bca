"""What forms and lists of the desk are made of: folded rows, contents, shared sources, Markdown, marking as checked."""
