"""The command line: options, completion, help, and a file for each command under ``commands``.

Nothing imports this wing but ``__main__`` and the build hook, which writes the manual page.
"""
