"""The parts of a framework that are edited on its page, and on no other."""
