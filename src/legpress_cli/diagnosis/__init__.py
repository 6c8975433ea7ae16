"""From answers to a result: danger first, then causes, then the checklist. Pure functions.

``result.diagnose`` and ``result.assess`` do the whole; answers come from ``answers`` and ``answer_parser``.
"""
