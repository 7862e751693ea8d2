"""What the desk is put together of, a part after the other, each with what it needs of those before."""
