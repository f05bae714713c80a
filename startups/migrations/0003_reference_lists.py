"""What a hand-over settles and what budgets are told in, to begin with.

An administrator changes the lists. The named owner, the lessons, the success criteria and the
fallback are not among the items: the dossier has a field for each.
"""

from django.db import migrations

ITEMS = [
    (
        "adresse",
        "L’adresse du service a quitté le domaine de l’incubateur",
        "The service’s address has left the incubator’s domain",
    ),
    ("equipe", "L’équipe est recrutée ou transférée", "The team is recruited or transferred"),
    (
        "budget",
        "Une ligne budgétaire annuelle est prévue",
        "A yearly budget line is planned",
    ),
    (
        "marche",
        "Un support contractuel est disponible (marché, convention)",
        "A contract vehicle is available",
    ),
    ("hebergement", "L’hébergement est repris", "Hosting is taken over"),
    (
        "comptes",
        "Les comptes ont quitté les outils partagés de l’incubateur",
        "Accounts have left the incubator’s shared tools",
    ),
    (
        "code-source",
        "Le code source est ouvert et documenté",
        "The source code is open and documented",
    ),
    (
        "securite-vie-privee",
        "Les dossiers de sécurité et de protection des données sont remis",
        "The security and privacy files are handed over",
    ),
]

ACTIVITIES = [
    ("donnees", "Données", "Data"),
    ("hebergement-hors-cloud", "Hébergement hors nuage", "Non-cloud hosting"),
    ("hebergement-cloud", "Hébergement en nuage", "Cloud hosting"),
    ("exploitation", "Exploitation", "Operations"),
    ("reseau", "Réseau", "Network"),
    ("administration", "Administration", "Administration"),
    ("securite", "Sécurité", "Security"),
    (
        "deploiement",
        "Déploiement, communication et relations institutionnelles",
        "Deployment, communication and institutional relations",
    ),
    ("support", "Support", "Support"),
    ("developpement", "Développement", "Development"),
    ("pilotage", "Pilotage, accompagnement et produit", "Management, coaching and product"),
    ("conception", "Conception", "Design"),
    ("autre", "Autre", "Other"),
]
RESOURCES = [
    ("personnel", "Personnel", "Staff"),
    ("prestations", "Prestations externes", "External services"),
    ("materiel", "Matériel", "Equipment"),
    ("logiciels", "Logiciels et services en ligne", "Software and online services"),
    ("frais-generaux", "Frais généraux", "Overheads"),
    ("autre", "Autre", "Other"),
]


def seed_items(apps, schema_editor):
    items = apps.get_model("startups", "HandoverItem")
    for position, (code, name, name_en) in enumerate(ITEMS):
        items.objects.get_or_create(
            code=code,
            defaults={
                "word": code,
                "name": name,
                "name_en": name_en,
                "position": position,
                "official": True,
            },
        )


def add_terms(apps, schema_editor):
    for model, terms in (("Activity", ACTIVITIES), ("Resource", RESOURCES)):
        for position, (code, name, name_en) in enumerate(terms, start=1):
            apps.get_model("startups", model).objects.get_or_create(
                code=code,
                defaults={
                    "word": code,
                    "name": name,
                    "name_en": name_en,
                    "position": position,
                    "official": True,
                },
            )


class Migration(migrations.Migration):
    dependencies = [("startups", "0002_vocabularies")]
    operations = [
        migrations.RunPython(seed_items, migrations.RunPython.noop),
        migrations.RunPython(add_terms, migrations.RunPython.noop),
    ]
