"""What is kept on this computer between two calls.

``drafts`` holds the answers of interviews that were left unfinished.
"""
