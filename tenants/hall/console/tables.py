"""A regulation as tables a person can read: what `rules.rulebook` parsed, in words, each row with its article."""

from hall.console.conduct_tables import conduct_tables
from hall.console.evaluation_tables import evaluation_tables
from hall.console.service_tables import service_tables
from hall.console.table import Table
from rules.rulebook import Rulebook


def tables_of(book: Rulebook) -> list[Table]:
    """Every subject on which this regulation says something; what it is silent on has no table."""
    made = (service_tables, conduct_tables, evaluation_tables)
    return [table for tables in made for table in tables(book) if table.rows]
