"""Japanese text as data: what a printed word means before anybody asks where it stands (years and periods of every era)."""
