"""How licences are seen: pages for holders and the public, REST."""
