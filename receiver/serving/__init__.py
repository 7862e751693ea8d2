"""Sockets and HTTP: who may come in, and how long they may take."""
