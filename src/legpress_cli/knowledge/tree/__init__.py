"""The decision tree as a graph: every path through it, and what each answer calls for by itself."""
