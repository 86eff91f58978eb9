"""Figures as tables that lead on to what they count, drawn, printed and exported."""
