"""Background jobs and the periodic schedule, run by the worker."""
