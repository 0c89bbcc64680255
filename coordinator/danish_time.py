"""The time on the clocks of Denmark."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

DENMARK: Final = ZoneInfo("Europe/Copenhagen")


def local_time(moment: datetime) -> datetime:
    """Give a UTC time as clocks in Denmark show it."""
    return moment.astimezone(DENMARK)
