"""The REST door of the cases room. Its pages are composed with other rooms in ``sites``."""
