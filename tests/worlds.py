"""What many tests of a module begin with, built once for all of them.

`@lasting` stands in the place of `@pytest.fixture` where a fixture only writes rows that take
long to make, such as pages. They are written in a transaction that stays open while tests follow
one another that want them; each of these tests runs in its own savepoint, which is rolled back.
So they begin alike in any order, as with Django's `setUpTestData`, and a test that wants something
else, or that really commits, finds nothing of it.

A lasting fixture may build on others of its module, which are its parameters, and on no other
fixture. It makes no file that a test deletes or changes: only rows come back. It returns None, a
model instance or a tuple of instances: each test gets them as read from the database anew, so that
nothing that another test has set on them is left.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Model
from django.test import override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from nnirr_site.i18n.locales import forget_locales


class World:
    """Rows that a function `build` writes, after those of the worlds that it `needs`."""

    def __init__(self, build: Callable):
        self.build = build
        self.name = build.__name__
        self.needs = tuple(inspect.signature(build).parameters)


_worlds: dict[tuple[str, str], World] = {}


def lasting(build: Callable):
    """Make a fixture of `build` whose rows stay for the tests that follow; see above."""
    world = World(build)
    _worlds[build.__module__, world.name] = world

    @pytest.fixture(name=world.name)
    def given(request):
        request.getfixturevalue("db")
        if keeper.has(world):
            return keeper.give(world)
        return world.build(*map(request.getfixturevalue, world.needs))

    given.__doc__ = build.__doc__
    return given


def worlds_of(item: pytest.Item) -> list[World]:
    """The worlds that a test wants, each after those it needs; none for a test that commits."""
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    if "transactional_db" in names or (marker and marker.kwargs.get("transaction")):
        return []
    found: list[World] = []

    def add(name: str) -> None:
        world = _worlds.get((item.module.__name__, name))
        if world and world not in found:
            for need in world.needs:
                add(need)
            found.append(world)

    for name in names:
        add(name)
    return found


def keep_together(items: list[pytest.Item]) -> None:
    """Sort shuffled tests so that those of a file that want the same worlds follow one another.

    Files, worlds, and tests that want the same stay in the order in which they were first met.
    """
    met: dict[object, int] = {}

    def place(item: pytest.Item) -> list[int]:
        return [met.setdefault(part, len(met)) for part in (item.path, *worlds_of(item))]

    items.sort(key=place)


class Keeper:
    """The worlds that stand at the moment, each in a transaction within that of the one before."""

    def __init__(self):
        self._standing: list[tuple[World, object, transaction.Atomic]] = []
        self._wanted: list[World] = []
        self._media_folder: Path | None = None
        self._blocker: DjangoDbBlocker | None = None

    @contextmanager
    def at_work(self, media_folder: Path, blocker: DjangoDbBlocker) -> Iterator[None]:
        """While the test run's database is there, which the first test that wants it makes."""
        self._media_folder, self._blocker = media_folder, blocker
        self.prepare(self._wanted)
        yield
        self.prepare([])
        self._media_folder = None

    def prepare(self, wanted: list[World]) -> None:
        """Take down what the next test does not want, and build what it lacks."""
        self._wanted = wanted
        if self._media_folder is not None:
            with self._blocker.unblock():
                self._change(wanted)

    def _change(self, wanted: list[World]) -> None:
        kept = 0
        # Who closes the connection fails, and nobody after them.
        most = 0 if connection.closed_in_transaction else min(len(wanted), len(self._standing))
        while kept < most:
            if self._standing[kept][0] is not wanted[kept]:
                break
            kept += 1
        while len(self._standing) > kept:
            self._take_down()
        for world in wanted[kept:]:
            self._build(world)
        if wanted:
            cache.clear()  # what the test before has changed and rolled back

    def has(self, world: World) -> bool:
        return any(standing is world for standing, _value, _atomic in self._standing)

    def give(self, world: World):
        """What the world's function returned, as it is in the database."""
        return next(_read_anew(value) for w, value, _atomic in self._standing if w is world)

    def _build(self, world: World) -> None:
        atomic = transaction.atomic()
        atomic._from_testcase = True  # as in Django's TestCase: a durable block may stand in it
        needed = [self.give(standing) for standing in map(self._find, world.needs)]
        with override_settings(MEDIA_ROOT=self._media_folder):
            atomic.__enter__()
            try:
                value = world.build(*needed)
            except BaseException:
                transaction.set_rollback(True)
                atomic.__exit__(None, None, None)
                raise
        self._standing.append((world, value, atomic))
        translation.deactivate()
        forget_locales()

    def _find(self, name: str) -> World:
        return next(world for world, _value, _atomic in self._standing if world.name == name)

    def _take_down(self) -> None:
        _world, _value, atomic = self._standing.pop()
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)
        cache.clear()
        forget_locales()


def _read_anew(value):
    if value is None:
        return None
    if isinstance(value, Model):
        return type(value)._base_manager.get(pk=value.pk)
    if isinstance(value, tuple):
        return tuple(map(_read_anew, value))
    raise TypeError(f"a lasting fixture returned {type(value)}, which cannot be read anew")


keeper = Keeper()
