"""The printed form of notices: templates by version, so that a later one does not change an earlier notice."""
