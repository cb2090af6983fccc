"""Readers: a file, of whichever kind, to the blocks of a document."""
