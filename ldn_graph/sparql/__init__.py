"""Asking: the language, named questions, values bound into them, results in every form, mistakes explained."""
