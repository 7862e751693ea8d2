"""How data comes to the screens: tasks off the GUI thread, lists, refreshes, and what is shown of it."""
