"""The commands, a file each: they parse, call and show, and decide nothing."""
