"""Menus on the terminal: what is asked in them, how it fits the window, and which keys do something."""
