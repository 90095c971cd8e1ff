"""What exists: Dagster assets, checks and schedules, one module a layer, each a thin call into pipelines.

event_storage.py and made_once.py stand here because dagster.yaml names them and pipelines keeps Dagster out.
Does not belong here: how anything is made. Every module here is imported when the code location loads, so
none may open a network connection, read a secret or import Great Expectations at module level.
"""
