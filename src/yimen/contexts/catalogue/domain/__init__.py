"""Pure rules of the catalogue: codes, content, differences, search tokens, flow charts."""
