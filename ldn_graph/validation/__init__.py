"""Is a graph written as the model says? Shapes, identifiers, passages."""
