"""Parse in, call one api name, shape out."""
