"""What a passkey ceremony answers, and to whom; the browser does the rest in tests/e2e."""


def test_a_passkey_ceremony_answers_once(client, ada):
    for data in ({}, {"id": "x"}):
        response = client.post(
            "/connexion/cle/authentication/complete/", data, content_type="application/json"
        )
        assert response.status_code == 400
        assert response.json()["code"] == "invalid_state"


def test_passkey_ceremonies_are_throttled(client, db):
    statuses = [client.post("/connexion/cle/authentication/begin/").status_code for _ in range(61)]

    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_a_passkey_begins_the_same_for_everybody(client, ada):
    """Before signing in, no hint of who has a passkey."""
    options = client.post("/connexion/cle/authentication/begin/").json()

    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"
