"""What changes something: gather, decide, record.

These modules bring SQLModel, which takes some 400 ms to import. A command imports the one that it records with in its
own function, so that its help and its completion, and every command that looks, do without.
"""
