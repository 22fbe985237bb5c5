"""Which reference files were loaded, by digest, so that a second start loads nothing again."""
