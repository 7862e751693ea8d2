"""Settings > Database: where it is, whether it is sound, and its backups."""
