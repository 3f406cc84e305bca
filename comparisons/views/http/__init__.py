"""HTTP itself: the request type of the pages, compression, and conditional requests."""
