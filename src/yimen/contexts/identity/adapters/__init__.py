"""How this room meets its neighbours: the framework that signs in, and outside checks."""
