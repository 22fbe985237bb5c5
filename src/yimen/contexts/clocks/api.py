"""The door of the clocks room."""

from yimen.contexts.clocks.data import (
    AlarmData,
    Budget,
    ClockData,
    Colour,
    OracleReport,
    Policy,
    ProjectionReport,
    State,
    SweepReport,
    Unit,
)
from yimen.contexts.clocks.selectors import (
    check_card_vectors,
    check_clock_examples,
    clock,
    clock_of,
    clocks_of,
    due_alarms,
)
from yimen.contexts.clocks.services.extend_clock import extend
from yimen.contexts.clocks.services.pause_clock import pause
from yimen.contexts.clocks.services.reproject_clocks import (
    check_projections,
    rebuild_projection,
    reproject,
)
from yimen.contexts.clocks.services.resume_clock import resume
from yimen.contexts.clocks.services.start_clock import start
from yimen.contexts.clocks.services.stop_clock import stop
from yimen.contexts.clocks.services.sweep_clocks import sweep

__all__ = [
    "AlarmData",
    "Budget",
    "ClockData",
    "Colour",
    "OracleReport",
    "Policy",
    "ProjectionReport",
    "State",
    "SweepReport",
    "Unit",
    "check_card_vectors",
    "check_clock_examples",
    "check_projections",
    "clock",
    "clock_of",
    "clocks_of",
    "due_alarms",
    "extend",
    "pause",
    "rebuild_projection",
    "reproject",
    "resume",
    "start",
    "stop",
    "sweep",
]
