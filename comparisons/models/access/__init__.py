"""Who may see or change what: links to the draft, and attempts to sign in."""
