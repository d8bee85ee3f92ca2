"""What a source is: how it is referred to and cited."""
