"""Installing Hookdesk as an IT department does: python3 dev.py test --installers runs these."""
