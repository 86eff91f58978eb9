"""Lines of a record typed in a grid by the keyboard alone: of vouchers, budgets, activities, families."""
