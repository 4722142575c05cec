"""Objects by their number, by SQL that Django writes once for a process.

Writing the SQL of a query over several tables costs more than asking it: for one that is asked for
every mail that goes out, half of what the mail costs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import RelatedPopulator
from django.db.models.sql.compiler import SQLCompiler

from nnirr_site.database.prepared import ask

AnyModel = TypeVar("AnyModel", bound=Model)
PLACEHOLDER = re.compile("%s|%%")
ANY_KEY = -8154  # stands for the number while the SQL is written


@dataclass(frozen=True)
class Shape:
    """The SQL of a query, and what its columns are."""

    sql: str
    parameters: list
    compiler: SQLCompiler
    names: list[str]
    columns: slice
    related: list[RelatedPopulator]
    converters: dict


class ByKey(Generic[AnyModel]):
    """What `queryset.filter(pk=key).first()` gives, for a queryset with `select_related` and
    annotations and without a prefetch.
    """

    def __init__(self, queryset: QuerySet[AnyModel]):
        self._queryset = queryset

    def get(self, key: int) -> AnyModel | None:
        """The object with this number; None if there is none."""
        shape = self._shape
        given = [key if value == ANY_KEY else value for value in shape.parameters]
        rows = ask(connection, shape.sql, given)
        if not rows:
            return None
        row = rows[0]
        if shape.converters:
            [row] = shape.compiler.apply_converters([row], shape.converters)
        found = self._queryset.model.from_db(DEFAULT_DB_ALIAS, shape.names, row[shape.columns])
        for populator in shape.related:
            populator.populate(row, found)
        for name, column in shape.compiler.annotation_col_map.items():
            setattr(found, name, row[column])
        return found

    @cached_property
    def _shape(self) -> Shape:
        query = self._queryset.filter(pk=ANY_KEY).order_by().query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        fields = compiler.klass_info["select_fields"]
        columns = slice(fields[0], fields[-1] + 1)
        number = iter(range(1, len(parameters) + 1))
        return Shape(
            sql=PLACEHOLDER.sub(lambda found: _numbered(found[0], number), sql),
            parameters=list(parameters),
            compiler=compiler,
            names=[column[0].target.attname for column in compiler.select[columns]],
            columns=columns,
            related=[
                RelatedPopulator(info, compiler.select, DEFAULT_DB_ALIAS)
                for info in compiler.klass_info.get("related_klass_infos", [])
            ],
            converters=compiler.get_converters([column[0] for column in compiler.select]),
        )


def _numbered(placeholder: str, number) -> str:
    return "%" if placeholder == "%%" else f"${next(number)}"
