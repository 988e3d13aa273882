"""The doors: one per audience, each turning HTTP into the steps' words and back."""
