"""Hookdesk for Windows, made and tried on Linux under Wine."""
