"""The lists of the desk: what a row holds, which rows somebody asks for, the files of a list, and the search.

Does not belong here: pages and requests (desk/pages), and what may be done with a case (desk/casework).
"""
