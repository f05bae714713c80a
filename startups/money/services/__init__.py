"""Acts about money: contracts, orders, payments, fundings."""
