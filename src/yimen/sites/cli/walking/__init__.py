"""The parts of ``make walk``: a server, the people, and the story."""
