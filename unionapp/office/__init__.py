"""What crosses subjects."""
