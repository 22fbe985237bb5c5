"""Pages for officers: inbox, case workspace."""
