"""Sessions of people who edit: where they are kept, when they end, and what comes first after signing in."""
