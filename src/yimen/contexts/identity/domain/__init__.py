"""Pure rules of this room: which values a person or a firm may register with."""
