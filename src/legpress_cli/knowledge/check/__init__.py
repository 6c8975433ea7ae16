"""The rules that the knowledge must keep, a module for each kind, and the runner that holds it to them."""
