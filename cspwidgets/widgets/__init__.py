"""What a CSM touches: views of one plan in a notebook, all of them on one session."""
