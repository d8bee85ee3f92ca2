"""What a claim, an evidence line, a source is: values, closed vocabularies, and how their terms are written."""
