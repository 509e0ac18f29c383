"""Published reviews: what in them does not add up."""
