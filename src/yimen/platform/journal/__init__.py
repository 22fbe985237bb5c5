"""Append-only journal with a hash chain per subject and a daily anchor.

Owns: what was done to which subject, by whom, on what basis, when it took effect and when it was
written down; the chain that ties the entries together; the anchors that tie the chains to files outside
the database.
Never: holds personal data (references and salted digests only), changes or removes an entry, decides
anything.
"""
