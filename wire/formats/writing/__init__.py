"""How copy is written: in which characters, in lines of which width, and in which language.

decode makes text of bytes (code_pages knows those of before Unicode), wrapping joins lines that a machine broke.
language guesses it from the words of a text; languages reads what a sender calls it.
"""
