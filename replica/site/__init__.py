"""The reports site as it stands on a day: what it shows of a school, and its pages.

Belongs here: the model of the site, the catalogue that fills it from schools, one module a kind of page.
Does not belong here: answering requests (replica/server/), report files (replica/reports/).
"""
