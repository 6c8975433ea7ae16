"""From sessions to what to do next: how the present change is doing, and which is due. Pure functions.

``outcome.follow_up`` does the whole, ``due.find_due`` says which change a new session is one with, and ``sessions_file`` reads
and writes sessions.
"""
