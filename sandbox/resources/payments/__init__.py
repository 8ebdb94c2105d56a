"""What is paid: charges, what becomes of them, and what goes back."""
