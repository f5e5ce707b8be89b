"""Checks: what rules as data cannot say. See `matchers.documents` for what a check is."""
