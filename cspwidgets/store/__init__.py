"""Where plans are kept: one row a plan, every edit in its history, snapshots that never change."""
