"""What legpress knows: its shape, how it is read, walked, examined and loaded.

Other wings take values from ``model`` and get the whole from ``loader``; ``check`` is for the command of that name.
"""
