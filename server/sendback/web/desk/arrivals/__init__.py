"""What comes to the warehouses, and boxes that somebody says have arrived."""
