"""What several commands share. The commands themselves stand in the folder above, one module each."""
