"""What the sandbox promises, as tests: one sentence and one example each."""
