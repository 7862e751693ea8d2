"""The file of an SQLite desk: what stands at its path, and what stands in the way is put aside."""
