"""What of the money wants somebody's eye on a day: ends that are near, orders that wait."""
