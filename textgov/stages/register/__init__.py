"""What became of each issue: its states from 收到 to 回访 in one SQLite file a project, history append-only."""

from textgov.stages.register.journal import Journal
from textgov.stages.register.states import OPEN, STATES, check_event, is_overdue, iso_date, record_of, steps

__all__ = ["OPEN", "STATES", "Journal", "check_event", "is_overdue", "iso_date", "record_of", "steps"]
