"""The documented REST API (OpenAPI 3.1), assembled from the rooms."""
