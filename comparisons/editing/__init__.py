"""Everything that changes rows of the working copy, and the working copy as a catalogue."""
