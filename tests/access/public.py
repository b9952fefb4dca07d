"""What may be called by those who are not signed in, and nothing else; each with its reason."""

PUBLIC = {
    "GET /health/live": "a load balancer asks",
    "GET /health/ready": "a load balancer asks",
    "GET /metrics": "who is on the machine itself, or has the token of the setting, is no person",
    "GET /.well-known/jwks.json": "public keys",
    "GET /.well-known/papi-seal-keys.json": "public keys, with which anybody verifies a sealed report",
    "GET /.well-known/oauth-authorization-server": "what signing in needs to know",
    "POST /auth/token": "this is how one signs in",
    "POST /auth/revoke": "holding the token is the proof (RFC 7009)",
    "POST /auth/password-reset": "the one-time code is the proof",
    "GET /auth/options": "what the sign-in page offers",
    "POST /auth/oidc/start": "this is how one signs in by the identity provider; from our own pages alone",
    "GET /auth/oidc/callback": "the provider's answer to this browser's own question is the proof",
    "POST /auth/oidc/code": "the cookie of who is back from the provider, and the code",
    "GET /auth/oidc/logout": "leads to the provider's own page, whoever asks",
    "OPTIONS /uploads": "which protocol is spoken, as tus wants it told to anybody",
    "GET /demo/accounts": "only a demo answers, whose accounts are public",
}

# Where something else than the bearer token is taken as well, and says who is calling.
OTHER_PROOFS = {
    "GET /evidence/{evidence_id}/content": "a one-minute ticket, because the browser's own downloads carry no header",
    "GET /evidence/{evidence_id}/redacted/content": "a one-minute ticket, for the same reason",
    "GET /evidence/pack": "a one-minute ticket, because the browser's own downloads carry no header",
}

# Which other systems call with a token of their own: alone, or beside people.
FOR_MACHINES = {
    "GET /integration/self": "a client asks who it is",
    **dict.fromkeys(
        [
            f"GET /integration/cchc/{rest}"
            for rest in (
                *("evidence", "evidence/{evidence_id}/content", "indicators", "measures", "outline", "periods", "reports"),
                *("reports/{report_id}", "scores", "task-status", "units"),
            )
        ],
        "the province's systems read it",
    ),
    "POST /integration/cchc/measures": "the province's systems send figures",
    "POST /integration/cchc/status": "the province's systems say what they got",
}
FOR_BOTH: dict[str, str] = {"GET /events": "people and other systems follow the same feed"}
