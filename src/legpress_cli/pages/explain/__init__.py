"""Everything that has an id, explained: finding it, its page, and the same for scripts."""
