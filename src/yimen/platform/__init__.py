"""Machinery that any such system needs, without a business noun.

Owns: journal, outbox, jobs, numbering, files, crypto, documents, signing, notify, pages, access rules.
Never: knows what a case, an item or a licence is.
"""
