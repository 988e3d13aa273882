"""What is heard of boxes on their way, from whoever tells it: carriers that are asked, systems that push, people at the desk."""
