"""The way through: read → document → outline → findings → statistics → report."""
