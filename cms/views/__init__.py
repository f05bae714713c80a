"""What the sections' pages show: context for their templates, from the selectors."""
