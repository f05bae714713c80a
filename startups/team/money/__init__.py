"""The money of a startup in its space: orders, payments, fundings."""
