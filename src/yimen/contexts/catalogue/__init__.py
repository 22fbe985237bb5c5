"""Service items: base items, implementation items and their immutable versions, import and search.

Owns: what may be asked for an item, by which body, in which time; published versions; the search index.
Never: changes a published version, knows an applicant or a case, counts a day.
"""
