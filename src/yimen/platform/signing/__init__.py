"""PDF signatures under the installation's certification authority."""
