"""The news of changes."""

import gc
import threading
from uuid import uuid4

from coordinator.changes import Changes
from ui.feed import ChangeFeed


class Listener:
    def __init__(self) -> None:
        self.heard = []

    def hear(self, changes: Changes) -> None:
        self.heard.append(changes)


def test_a_listener_hears_and_stops_hearing(qapp):
    feed, listener = ChangeFeed(), Listener()
    news = Changes(plans=frozenset({uuid4()}))
    feed.subscribe(listener.hear)
    feed.publish(news)
    feed.unsubscribe(listener.hear)
    feed.publish(Changes(everything=True))
    assert listener.heard == [news]


def test_a_listener_that_went_away_is_forgotten(qapp):
    feed, listener = ChangeFeed(), Listener()
    heard = listener.heard
    feed.subscribe(listener.hear)
    del listener
    gc.collect()
    feed.publish(Changes(everything=True))
    assert heard == []


def test_news_from_another_thread_arrives_on_the_screens_thread(qapp, qtbot):
    feed, where = ChangeFeed(), []

    class Here(Listener):
        def hear(self, changes):
            where.append(threading.current_thread())

    here = Here()
    feed.subscribe(here.hear)
    other = threading.Thread(target=feed.publish, args=(Changes(everything=True),))
    other.start()
    other.join()
    qtbot.waitUntil(lambda: where == [threading.main_thread()])
