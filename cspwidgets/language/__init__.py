"""What customers read, in their language: words from catalogues; days, numbers and money."""
