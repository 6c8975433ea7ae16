"""From a page to text, one module for each format, each escaping for its own.

A renderer takes a page, a diagram or data, and returns text; it decides nothing and writes nothing.
"""
