"""What you see: views, presenters, widgets and the work they start."""
