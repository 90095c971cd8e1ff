"""Who somebody is, and what they may do: accounts, sessions, roles, covered areas, and what every answer
carries so that a browser helps to keep it safe. Does not belong here: pages (desk/pages)."""
