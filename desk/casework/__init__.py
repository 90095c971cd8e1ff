"""What may be done with a case, whoever asks and on whatever page: states, actions, their audit.

Does not belong here: pages and requests (desk/web, desk/pages), and when a flag stands (pipelines/, sql/).
"""
