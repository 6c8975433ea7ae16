"""The web page: its blocks, its style and its script."""
