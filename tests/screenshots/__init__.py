"""`make screenshots`: every kind of page, as readers get it, from a paper that is made up and thrown away."""
