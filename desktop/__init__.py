"""The window: the program is put together here."""

from desktop.process.c_locale import use_no_country

use_no_country()  # before anything of Qt is imported
