"""Everything that changes rows of the working copy, and the catalogue that they make."""
