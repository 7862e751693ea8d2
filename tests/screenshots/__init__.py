"""The screens of the README, drawn from a sample desk."""
