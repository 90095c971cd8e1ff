"""What officers write: the tables (models.py), how they are opened and changed over the years (database.py,
migrations/). Does not belong here: what may be written when (desk/casework, desk/security)."""
