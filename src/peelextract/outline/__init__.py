"""The outline: what a document is, and its pillars, questions, sections and boxes."""
