"""The sketch of a lifter in the machine: what it shows, and the shapes that show it."""
