"""What a check finds: where, and what is wrong there, and in which field where one field is."""

Place = tuple[str, ...]
"""Noun and slug, from the outside in, as ("framework", "soc-2", "value", "scope")."""

Finding = tuple[Place, str] | tuple[Place, str, str]
