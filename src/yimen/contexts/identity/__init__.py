"""Natural and legal persons, staff, roles, login and masked display.

Owns: accounts, the persons and bodies behind them, staff with organisation and roles, sessions and tokens.
Never: decide what somebody may do to a case (that is the room's own policy), know a case or a licence,
show a number or a telephone in clear on a page, or let one into the journal or a log.
"""
