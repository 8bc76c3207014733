"""The quarterly review: its sections, and the page, the PDF and the slides made of them."""
