"""One act per file; ``ledger`` is the frame they share."""
