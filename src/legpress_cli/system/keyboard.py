"""The keyboard of a terminal, below whatever reads it."""


def discard_typed(descriptor: int) -> None:
    """Forget what was typed on a terminal and not read yet."""
    try:
        import termios
    except ImportError:  # Windows, where prompt_toolkit reads keys by other means
        return
    termios.tcflush(descriptor, termios.TCIFLUSH)
