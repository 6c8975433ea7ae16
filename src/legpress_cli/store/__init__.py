"""What is kept on this computer between two calls, in one SQLite file.

``drafts`` holds unfinished interviews, ``kept_result`` the result that a person wants kept, ``log`` its sessions;
``forgetting`` deletes them. ``database`` opens the file, and ``place`` knows where it is.
"""
