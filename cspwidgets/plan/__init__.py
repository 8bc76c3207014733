"""The plan itself: its model, its edits, its file, its checks. Pure values."""
