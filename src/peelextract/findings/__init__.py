"""Findings: from the boxes of an outline, and from its prose."""
