"""Page components: design tokens, base pages, template tags, error pages."""
