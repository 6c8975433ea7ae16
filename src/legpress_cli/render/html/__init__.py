"""The web page: its blocks, what is for paper, its style and its script."""
