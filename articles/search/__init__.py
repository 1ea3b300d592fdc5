"""Words -> published stories.

What a reader types is never query syntax: it is cut into words (terms.py), and only words reach the database. Both
databases get the same words and have indexed the same (articles/indexing.py), so they find the same stories. hits.py
asks the database; narrowing.py knows what a search can be narrowed to, and spelling.py what may have been meant.
"""

from articles.search.hits import MOST, Found, search
from articles.search.narrowing import COUNTED, KINDS, Choice, Narrowing, chips, choices, narrowing_of
from articles.search.spelling import did_you_mean
from articles.search.terms import LONGEST_QUERY, MOST_TERMS, Term, terms

__all__ = [
    "COUNTED",
    "KINDS",
    "LONGEST_QUERY",
    "MOST",
    "MOST_TERMS",
    "Choice",
    "Found",
    "Narrowing",
    "Term",
    "chips",
    "choices",
    "did_you_mean",
    "narrowing_of",
    "search",
    "terms",
]
