"""The agreed vocabularies to begin with; an administrator extends them in the back office."""

from django.db import migrations

USER_TYPES = [
    ("particulier", "Particuliers", "Citizens"),
    ("entreprise", "Entreprises", "Companies"),
    ("association", "Associations", "Associations"),
    ("etablissement-scolaire", "Établissements scolaires", "Schools"),
    ("collectivite-territoriale", "Collectivités territoriales", "Local authorities"),
    ("etat", "Agents de l’État", "State agents"),
]
THEMES = [
    ("Administratif", "Administration"),
    ("Agriculture", "Agriculture"),
    ("Agroalimentaire", "Food industry"),
    ("Collectivités", "Local authorities"),
    ("Culture", "Culture"),
    ("Défense", "Defence"),
    ("Écologie", "Ecology"),
    ("Économie", "Economy"),
    ("Éducation", "Education"),
    ("Formation", "Training"),
    ("Handicap", "Disability"),
    ("Inclusion numérique", "Digital inclusion"),
    ("International", "International"),
    ("Jeunesse", "Youth"),
    ("Justice", "Justice"),
    ("Logement", "Housing"),
    ("Open-Data", "Open data"),
    ("Outil technique", "Technical tool"),
    ("Santé", "Health"),
    ("Sécurité", "Safety"),
    ("Social", "Social affairs"),
    ("Sport", "Sport"),
    ("Territoires", "Territories"),
    ("Tourisme", "Tourism"),
    ("Transports", "Transport"),
    ("Travail / Emploi", "Work and employment"),
]
ORGANISATION_KINDS = [
    ("administration-centrale", "Administration centrale", "Central administration"),
    ("service-deconcentre", "Service déconcentré", "Local State service"),
    ("operateur", "Opérateur", "Agency"),
    ("securite-sociale", "Sécurité sociale", "Social security body"),
    ("collectivite-territoriale", "Collectivité territoriale", "Local authority"),
    ("autre", "Autre organisme", "Other body"),
]
MINISTRY_DOMAINS = [
    ("agriculture", "Agriculture", "Agriculture"),
    ("armees", "Armées", "Armed forces"),
    ("bercy", "Économie et finances", "Economy and finance"),
    ("culture", "Culture", "Culture"),
    ("education", "Éducation nationale", "Education"),
    ("enseignement-sup", "Enseignement supérieur et recherche", "Higher education and research"),
    ("environnement", "Transition écologique", "Ecological transition"),
    ("affaires-etrangeres", "Europe et affaires étrangères", "Europe and foreign affairs"),
    ("interieur", "Intérieur", "Interior"),
    ("justice", "Justice", "Justice"),
    ("solidarite-sante", "Santé et solidarités", "Health and solidarity"),
    ("spm", "Services du Premier ministre", "Prime Minister’s services"),
    ("territoires", "Territoires", "Territories"),
    ("travail", "Travail", "Labour"),
    ("sport", "Sports", "Sports"),
    ("autres", "Autres", "Others"),
]
ROLES = [
    ("Intraprenariat", "Intraprenariat", "Intrapreneurship"),
    ("Produit", "Produit", "Product"),
    ("Développement", "Développement", "Development"),
    ("Design", "Design", "Design"),
    ("Data", "Données", "Data"),
    ("Déploiement", "Déploiement", "Deployment"),
    ("Support", "Support", "Support"),
    ("Coaching", "Coaching", "Coaching"),
    ("Animation", "Animation", "Community"),
    ("Attributaire", "Attributaire", "Contract holder"),
    ("Autre", "Autre", "Other"),
]


def seed(model, terms):
    for position, (word, name, name_en) in enumerate(terms):
        model.objects.get_or_create(
            code=" ".join(word.casefold().split()),
            defaults={
                "word": word,
                "name": name,
                "name_en": name_en,
                "position": position,
                "official": True,
            },
        )


def seed_all(apps, schema_editor):
    lists = {
        "UserType": USER_TYPES,
        "Theme": [(word, word, name_en) for word, name_en in THEMES],
        "OrganisationKind": ORGANISATION_KINDS,
        "MinistryDomain": MINISTRY_DOMAINS,
        "Role": ROLES,
    }
    for name, terms in lists.items():
        seed(apps.get_model("startups", name), terms)


class Migration(migrations.Migration):
    dependencies = [("startups", "0001_initial")]
    operations = [migrations.RunPython(seed_all, migrations.RunPython.noop)]
