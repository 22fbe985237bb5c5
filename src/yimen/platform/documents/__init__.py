"""PDF documents from typst templates, the same bytes for the same facts."""
