"""What leads look at: how much there is, how much is to come, and how soon schools were reached.

Belongs here: reckoning it for the areas that a person covers. Does not belong here: the page
(desk/pages/overview.py). Numbers plan a team's work. They compare no places, no schools and no officers.
"""
