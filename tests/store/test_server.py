"""What a PostgreSQL server does to a store, and what a person is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from cspwidgets.errors import StoreUnavailable
from cspwidgets.store.engine import open_database
from cspwidgets.store.store import Store
from support.changes import created, saved_times
from support.plans import small_plan
from support.postgres import Cluster, cluster

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[Cluster]:
    """A PostgreSQL that may be stopped without disturbing another test."""
    with cluster() as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_server_that_restarts_between_saves_is_not_noticed(
    own_postgres: Cluster, how: str
) -> None:
    with Store.open(own_postgres.new_schema()) as store:
        saved = created(store, small_plan())
        for _ in range(2):
            saved = saved_times(store, saved, 2)
            own_postgres.stop(how=how)
            restart = threading.Timer(0.5, own_postgres.start)
            restart.start()
            saved = saved_times(store, saved, 2)
            restart.join()
        assert saved == store.load("northwind")
        assert saved.revision == len(store.history("northwind")) == 9


@pytest.mark.slow
def test_a_server_that_restarts_while_saving_loses_nothing(own_postgres: Cluster) -> None:
    with Store.open(own_postgres.new_schema()) as store:
        saved = created(store, small_plan())
        stop = threading.Event()

        def restart_often() -> None:
            for how in ("fast", "immediate", "fast"):
                time.sleep(0.5)
                own_postgres.stop(how=how)
                own_postgres.start()
            stop.set()

        restarts = threading.Thread(target=restart_often)
        restarts.start()
        while not stop.is_set():
            saved = saved_times(store, saved, 1)
        restarts.join()
        assert saved == store.load("northwind")
        assert saved.revision == len(store.history("northwind")) > 10


def test_a_server_that_stays_away_is_told(own_postgres: Cluster) -> None:
    with Store.open(own_postgres.new_schema(), patience_seconds=0.5) as store:
        saved = created(store, small_plan())
        own_postgres.stop()
        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            saved_times(store, saved, 1)
        own_postgres.start()
        assert saved_times(store, saved, 1).revision == 2


def test_a_database_user_without_rights_is_told(postgres: Cluster) -> None:
    url = postgres.new_database()
    name = url.split("/")[3].split("?")[0]
    with Store.open(url) as store:
        created(store, small_plan())
    database = open_database(url)
    database.write(lambda connection: connection.exec_driver_sql("CREATE ROLE guest LOGIN"))
    database.close()
    with pytest.raises(StoreUnavailable, match="your database user has no right"):
        Store.open(postgres.address(name, user="guest"))
    with pytest.raises(StoreUnavailable, match='database "nowhere" does not exist'):
        Store.open(postgres.address("nowhere"))
