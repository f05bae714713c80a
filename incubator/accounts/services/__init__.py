"""The acts on accounts: each checks, writes, logs and tells. No clock: ``now`` is given."""
