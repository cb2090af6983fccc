"""The blank English spaCy pipeline that the finders share."""
