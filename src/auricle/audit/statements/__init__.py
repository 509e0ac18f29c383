"""What reviews state, subject by subject, for the rules that need it."""
