"""The reference of activities and kinds of resource that State budgets use; staff may extend it."""

from django.db import migrations

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


def add_terms(apps, schema_editor):
    for model, terms in (("Activity", ACTIVITIES), ("Resource", RESOURCES)):
        for position, (code, name, name_en) in enumerate(terms, start=1):
            apps.get_model("startups", model).objects.update_or_create(
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
    dependencies = [("startups", "0012_money")]
    operations = [migrations.RunPython(add_terms, migrations.RunPython.noop)]
