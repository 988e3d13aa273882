"""What the API says of itself: the OpenAPI document and the pages that people read, both drawn from the tables of its doors."""
