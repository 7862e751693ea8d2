"""What is for all accounts of a Windows machine, and who may change it."""
