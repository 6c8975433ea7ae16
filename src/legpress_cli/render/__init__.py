"""Renderers: each lays a page out in one format and escapes for it. None of them decides a word or an order."""
