"""Whether a graph is written as the model says: SHACL shapes, rules, identifiers, passages of the article."""
