"""Reads the published data of public contracts: the DECP format, version 2.0.3, in JSON.

The schema is the Ministry of Finance's: github.com/139bercy/format-commande-publique,
``schema_decp_v2.0.3.json``.
"""
