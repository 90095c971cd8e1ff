"""The commands of ``welfare-monitor`` that run or look after the desk, one module each, named as the command.

Belongs here: options, and what a terminal shows. Does not belong here: what they do (desk/security,
desk/casework, desk/application.py). Which commands there are stands in pipelines/cli, which imports none of
them before it is asked for.
"""
