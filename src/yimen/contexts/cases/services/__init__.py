"""One act, one file. ``motion`` is the frame every act shares; it is not an act."""
