"""The pages of the home of the desk."""
