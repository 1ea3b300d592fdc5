"""Text in fields, on pages and in mails, most of it HTML: as one line, as blocks, as a tree, with its pictures.

plain makes one line of a short text, prose makes blocks of a field, hypertext blocks and pictures of copy for a screen
(figures takes the pictures out). tree and pictures do the same for whole pages, where the story has to be found first.
addresses says which links in them may be kept.
"""
