"""Acts on licences, one file each."""
