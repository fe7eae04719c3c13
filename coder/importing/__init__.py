"""Brings dictionaries of older coders into our formats; names what cannot be carried over, with place and reason."""
