"""What a version of a story means, and what may be done with it: the words beside it, weighed with its fields.

verdict joins what the others find; a format asks it last. signals (update, correction, kill ...), embargoes and
releases read words; the words are data, in the text files beside them. statuses reads the one word of a field.
"""
