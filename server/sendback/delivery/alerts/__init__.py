"""What does not move on: read from the rows it is about, told at the desk and once a day by mail."""
