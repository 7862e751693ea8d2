"""The administrator's own formats: drafts, and the versions that were published."""
