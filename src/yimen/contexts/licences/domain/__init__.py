"""Rules of licences: states and who may touch one."""
