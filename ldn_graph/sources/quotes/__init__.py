"""Whether a source says what is quoted of it: quotations beside the texts of their sources."""
