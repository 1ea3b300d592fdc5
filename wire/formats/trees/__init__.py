"""Documents as trees: the elements of XML, the members of JSON objects, and several stories in one document."""
