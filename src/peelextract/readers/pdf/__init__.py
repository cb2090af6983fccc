"""Reads PDF reports."""

from .reader import read_pdf

__all__ = ["read_pdf"]
