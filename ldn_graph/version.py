"""The version of the package, which is written here and nowhere else in it: the build reads it from this file."""

__version__ = "0.1.0"
