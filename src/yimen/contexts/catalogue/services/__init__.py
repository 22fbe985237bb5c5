"""One act per file: import a list, draft and publish a version, load exemplars."""
