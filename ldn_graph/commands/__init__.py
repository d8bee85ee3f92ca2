"""The commands, one module each: parse, call, print, exit code. What several of them share is in ``common``."""
