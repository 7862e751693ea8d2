"""What a person does to cases."""
