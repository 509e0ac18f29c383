"""The pages of the documentation that are made from code and data, one module a kind of thing."""
