// The page works without it; with it, steps can be filtered and bars opened.
