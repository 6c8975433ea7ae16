"""From bytes to values, and from a mistake to its place: files, YAML, rules and faults."""
