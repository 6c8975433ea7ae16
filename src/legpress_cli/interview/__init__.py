"""The only modules that wait for a human: ``screen`` with arrow keys, ``lines`` with typed answers."""
