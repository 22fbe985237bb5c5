"""Serial numbers that are gapless per series and unique under concurrency."""
