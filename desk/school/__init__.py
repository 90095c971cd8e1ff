"""What the page of one school is made of: its timeline as a picture, its addresses, and the organisation's
advice.

Does not belong here: the page itself (desk/pages/school.py), and what is done about a flag (desk/casework).
"""
