"""Pages for applicants: home, search, guide, apply, my cases, licences."""
