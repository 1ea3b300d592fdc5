"""The lines that are printed around a text: who wrote it, where, what it is called, and where it ends."""
