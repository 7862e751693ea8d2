"""The MSI and the .zip for Windows, under Wine."""
