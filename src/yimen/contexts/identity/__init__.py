"""Natural and legal persons, staff, roles, login and masked display."""
