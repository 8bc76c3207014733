"""The customer's page: what it may know, and the links that open it."""
