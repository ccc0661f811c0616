"""Speed and memory beside their budgets: `python -m benchmarks`, from the root of the checkout."""
