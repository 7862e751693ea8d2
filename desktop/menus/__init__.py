"""Actions as rows of tables, and what is made of them: menus, keys, buttons, tooltips."""
