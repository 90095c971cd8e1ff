"""Run by an older DuckDB client: select from every table and view of a file, call every macro, run
statements.

Knows nothing but the client: no import of the program. Prints one JSON object: the client's version, how
many rows each table and view gave, the macros that were called, and how many rows each statement gave.
"""

import json
import sys

import duckdb


def main(database, asked):
    """asked: JSON with ``arguments`` (SQL text by the name of a macro's parameter) and ``statements`` by
    name."""
    wanted = json.loads(asked)
    connection = duckdb.connect(database, read_only=True)
    rows, macros, statements = {}, [], {}
    for schema, name in connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal "
        "UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
    ).fetchall():
        found = connection.execute(f'FROM "{schema}"."{name}"').fetchall()
        rows[f"{schema}.{name}"] = len(found)
    for schema, name, kind, parameters in connection.execute(
        "SELECT DISTINCT schema_name, function_name, function_type, parameters FROM duckdb_functions() "
        "WHERE NOT internal ORDER BY ALL"
    ).fetchall():
        arguments = ", ".join(wanted["arguments"].get(parameter, "NULL") for parameter in parameters)
        called = f'"{schema}"."{name}"({arguments})'
        asked_for = f"FROM {called}" if kind == "table_macro" else f"VALUES ({called})"
        connection.execute(asked_for).fetchall()
        macros.append(f"{schema}.{name}")
    for name, statement in wanted["statements"].items():
        statements[name] = len(connection.execute(statement).fetchall())
    told = {"version": duckdb.__version__, "rows": rows, "macros": macros, "statements": statements}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
