"""Settings, URLs and wiring: the only code that knows everything."""
