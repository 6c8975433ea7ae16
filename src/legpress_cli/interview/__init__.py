"""Getting answers: from flags, files, drafts, and from a person, by menus or line by line.

``answer_sources`` is the way in; only ``menus`` and ``line_prompts`` wait for a human.
"""
