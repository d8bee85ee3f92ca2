"""Other people's claims: one module a format."""
