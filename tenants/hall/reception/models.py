"""First contacts: who was asked what, and who stays responsible until it ends."""
