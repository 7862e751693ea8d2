"""What installs the program on Linux: a package for Debian and Ubuntu, and an archive that runs from any folder."""
