"""What is printed, and how files are written whole or not at all."""
