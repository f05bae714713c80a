"""The money of the demonstration: two full years of fundings, orders, payments and statements."""
