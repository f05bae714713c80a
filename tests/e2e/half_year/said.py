"""What is written in the half-year, and looked for where it may and may not be read."""

from decimal import Decimal

PAGE = "Le Passe ouvre les portes."
INDICATOR = "Passages par mois"
FACT = "700 usagers, comptés le 30 avril."
COMMENT = "Chiffrez les risques."
RISKS = "Le fournisseur part en mars : 40 000 euros."
OPINION = "Belle équipe, marché étroit."
PUBLIC_REASONS = "Les usages progressent dans deux départements."
PRIVATE_REASONS = "Le sponsor hésite."
CONDITION = "Signer la convention avec le sponsor"
TARGET = "Objectif 1"
AMOUNT = Decimal("120000.00")
