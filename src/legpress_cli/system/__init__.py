"""The world outside: environment, streams, files, signals and the terminal. Knows nothing of backs or legs.

Every module may be imported from every wing above.
"""
