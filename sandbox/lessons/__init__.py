"""What the notebooks need around them: opening them, and saving what they show."""
