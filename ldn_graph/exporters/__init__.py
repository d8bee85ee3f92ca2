"""The way back out: a module a format writes claims as others read them, and counts what it cannot hold."""
