"""A void Qt call must not eat a reference to None: some binding releases did, and then abort."""

import sys

from PySide6.QtCore import QObject


def test_void_qt_calls_leave_none_alone():
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100
