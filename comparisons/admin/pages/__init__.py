"""The pages of the admin that are more than a form or a list."""
