"""The keyboard of a terminal, below whatever reads it."""

from importlib.util import find_spec


def gives_keys() -> bool:
    """Say whether a terminal gives each key as it is pressed, in the way that menus read them; Windows's own does not."""
    return find_spec("termios") is not None


def discard_typed(descriptor: int) -> None:
    """Forget what was typed on a terminal and not read yet, where the system can."""
    if gives_keys():
        import termios

        termios.tcflush(descriptor, termios.TCIFLUSH)
