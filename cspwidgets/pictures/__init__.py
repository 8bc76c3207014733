"""Pictures of a standing: the route, the report card, the value, what is next; pure text out."""
