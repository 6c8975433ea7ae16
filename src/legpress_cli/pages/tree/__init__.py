"""The decision tree to look at: its chart, the page, the diagram, and the same for scripts."""
