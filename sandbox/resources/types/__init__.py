"""What each type of source is made of, one file for those that are alike."""
