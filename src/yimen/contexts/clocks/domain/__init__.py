"""How time is counted: pure functions and frozen values. Time, calendar and card scheme are arguments."""
