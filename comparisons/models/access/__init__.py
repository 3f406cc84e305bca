"""Who may see or change what: links to the draft, attempts to sign in, and the password that an installation makes."""
