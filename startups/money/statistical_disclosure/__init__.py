"""What may be told of amounts: figures from which nobody can work out a price.

``safety`` is the rule that a figure has to meet, ``disclosure`` makes figures that do.
"""
