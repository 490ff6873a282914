"""What a regulation can say: its typed tables, read from plain data or refused. What follows stands next door."""
