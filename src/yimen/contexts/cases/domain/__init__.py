"""The law of motion, its guards and profiles: pure, without Django, without a clock of its own."""
