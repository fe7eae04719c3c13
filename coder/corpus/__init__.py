"""Corpora in and events out: files to ``Document`` streams, ``Event`` streams to tables."""
