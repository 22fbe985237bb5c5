"""Reading and checking the files of the register: pure functions."""
