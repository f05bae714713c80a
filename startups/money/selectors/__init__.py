"""Questions about money: contracts, orders, positions."""
