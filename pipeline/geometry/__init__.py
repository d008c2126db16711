"""Plane geometry that knows no page and no word: rectangles, intervals, groups of what is near, white gaps, tolerances."""
