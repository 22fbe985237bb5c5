"""Cases: one application for one item by one applicant, from draft to archive.

Owns: the law of motion, completeness, correction, deferral and commitment, review steps, opinions,
decisions, papers, delivery.
Never: counts days (clocks), defines what may be asked (catalogue), signs a licence (licences), knows a person's
number (identity).
"""
