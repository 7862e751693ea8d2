"""Who may connect: this machine alone or others as well, under which names, and whether they get through."""
