"""Reports in databases, in tables for analysts, and in a workbook that tracks the actions."""
