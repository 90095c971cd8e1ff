"""The morning digest: what each officer has in front of them, counted, and sent once a day.

Belongs here: counting (counts.py), saying it (message.py), posting it (post.py), and that nobody gets one
twice (sending.py). Does not belong here: the command (desk/commands/digest.py), and any text
(reference/desk_texts/digest.toml).
"""
