"""legpress: what a lifter with an aching lower back runs before the next leg-press session.

``diagnose(answers)`` returns the result that ``legpress diagnose --json`` prints.
"""

TYPE_CHECKING = False  # true to type checkers. What is imported here comes before anybody hears Ctrl-C (__main__).
if TYPE_CHECKING:
    from typing import Any

    from legpress_cli.diagnosis.result import diagnose as diagnose

__all__ = ["__version__", "diagnose"]
__version__ = "0.1.0"


def __getattr__(name: str) -> "Any":
    # Loaded on first use: the command line starts faster without it.
    if name == "diagnose":
        from legpress_cli.diagnosis.result import diagnose

        return diagnose
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
