"""How a request becomes a page: what a page declares, what it is given, forms, cookies, headers, errors.

Does not belong here: any page (desk/pages), and who may do what (desk/security).
"""
