"""7. The delivery: into whose hands do the label and the news of it come?"""
