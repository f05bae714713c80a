"""What a hand-over must have settled, to begin with; an administrator changes the list.

The named owner, the lessons, the success criteria and the fallback are not in it: the dossier
has a field for each.
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


def seed(apps, schema_editor):
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


class Migration(migrations.Migration):
    dependencies = [("startups", "0007_ending_corrections")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
