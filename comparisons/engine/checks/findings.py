"""What a check returns: the path of an item, a message and, where it is one field, the name of the field."""

ItemPath = tuple[str, ...]
"""Names an item of a catalogue by kind and slug, outermost first: `("framework", "soc-2", "value", "scope")`."""

Finding = tuple[ItemPath, str] | tuple[ItemPath, str, str]
