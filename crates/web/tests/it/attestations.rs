//! Tests of products through the API: recorded with all faults at once, listed, read by everybody, withdrawn.

use serde_json::{Value, json};

use crate::server::{Answer, TestServer, document};

const OF_BLUEPRINT: &str = "/api/v1/blueprints/musterstadt/fundsache/attestations";

/// What `beispielkreis` found in its pilot.
pub(crate) fn tested() -> Value {
    json!({
        "organisation": "beispielkreis", "blueprint": "musterstadt/fundsache", "version": "1.0.0",
        "product": "beispiel-it/parkservice", "product_version": "4.2", "environment": "pilot",
        "tested_on": "2026-03-14", "result": "passed_with_findings",
        "requirements": {"zugang": "met", "backup": "partial"}, "note": "Zwei Wochen im Bürgerbüro",
    })
}

/// A server with a blueprint that offers a product, and a program of `beispielkreis`.
pub(crate) struct Offering {
    pub(crate) server: TestServer,
    token: String,
}

impl Offering {
    pub(crate) fn start() -> Self {
        let server = TestServer::start();
        let document = testkit::offering(document("1.0.0"));
        assert_eq!(server.publish(&server.token("musterstadt"), &document).status, 201);
        server.catch_up();
        let token = server.token("beispielkreis");
        Self { server, token }
    }

    fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let mut all =
            vec![("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        all.extend(headers);
        self.server.send("POST", path, &all, body.as_bytes())
    }

    pub(crate) fn record(&self, body: &Value) -> Answer {
        self.post("/api/v1/attestations", &[], &body.to_string())
    }

    pub(crate) fn withdraw(&self, at: &str, reason: &str) -> Answer {
        self.post(&format!("{at}/withdrawal"), &[], &json!({"reason": reason}).to_string())
    }

    fn get(&self, path: &str) -> Answer {
        self.server.get(path)
    }
}

#[test]
fn an_attestation_is_recorded_and_read_by_everybody() {
    let kreis = Offering::start();
    let bearer = format!("Bearer {}", kreis.token);
    let digest = blueprint::Digest::of(b"%PDF");
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/pdf")];
    let blob = format!("/api/v1/blobs/{}", digest.hex());
    assert!(kreis.server.send("PUT", &blob, &headers, b"%PDF").status < 300);
    let mut body = tested();
    body["evidence"] = json!([{"title": "Prüfprotokoll", "digest": digest.to_string()}]);
    let made = kreis.record(&body);
    assert_eq!(made.status, 201, "{}", String::from_utf8_lossy(&made.bytes));
    let location = made.header("location").to_owned();
    let read = kreis.get(&location);
    assert_eq!(read.json(), made.json());
    let tag = read.header("etag").to_owned();
    assert_eq!(kreis.server.send("GET", &location, &[("If-None-Match", &tag)], b"").status, 304);
    insta::assert_json_snapshot!(made.json(), {".id" => "[id]", ".url" => "[url]"});
    assert_eq!(kreis.get(made.json()["evidence"][0]["url"].as_str().unwrap()).bytes, b"%PDF");
    let list = kreis.get(OF_BLUEPRINT).json();
    assert_eq!((&list["total"], &list["items"][0]), (&json!(1), &made.json()));
    let own = kreis.get("/api/v1/organisations/beispielkreis/attestations").json();
    assert_eq!(own["items"], list["items"]);
    assert_eq!(kreis.get("/api/v1/organisations/musterstadt/attestations").json()["total"], 0);
    for missing in [
        "/api/v1/attestations/nirgends",
        "/api/v1/organisations/nirgends/attestations",
        "/api/v1/blueprints/musterstadt/nein/attestations",
    ] {
        assert_eq!(kreis.get(missing).problem(), "404 not-found", "{missing}");
    }
}

#[test]
fn what_is_wrong_is_named_in_both_languages() {
    let kreis = Offering::start();
    let mut wrong = tested();
    wrong["product"] = "beispiel-it/anderes".into();
    wrong["tested_on"] = "2026-05-29".into();
    wrong["expires_on"] = "2031-12-31".into();
    wrong["result"] = "passed".into();
    wrong["requirements"]["nirgends"] = "met".into();
    let told: Vec<Value> = ["de", "en"]
        .iter()
        .map(|lang| {
            let headers = [("Accept-Language", *lang)];
            let refused = kreis.post("/api/v1/attestations", &headers, &wrong.to_string());
            assert_eq!(refused.status, 422);
            refused.json()["findings"].clone()
        })
        .collect();
    insta::assert_json_snapshot!(told);

    let twice =
        tested().to_string().replace(r#""zugang":"met""#, r#""zugang":"met","zugang":"unmet""#);
    assert_eq!(kreis.post("/api/v1/attestations", &[], &twice).status, 422);
    let mut strange = tested();
    strange["geprueft"] = "ja".into();
    assert_eq!(kreis.record(&strange).findings(), ["request-malformed "]);
    let mut unnamed = tested();
    unnamed["blueprint"] = "fundsache".into();
    assert_eq!(kreis.record(&unnamed).findings(), ["blueprint-name /blueprint"]);
    assert_eq!(kreis.get(OF_BLUEPRINT).json()["total"], 0);
}

#[test]
fn the_same_key_gives_the_same_attestation() {
    let kreis = Offering::start();
    let key = [("Idempotency-Key", "einmal")];
    let send = |body: &Value| kreis.post("/api/v1/attestations", &key, &body.to_string());
    let (first, again) = (send(&tested()), send(&tested()));
    assert_eq!((again.status, again.header("location")), (201, first.header("location")));
    let mut other = tested();
    other["note"] = Value::Null;
    assert_eq!(send(&other).problem(), "422 idempotency-key-reused");
    assert_eq!(kreis.get(OF_BLUEPRINT).json()["total"], 1);
}

#[test]
fn lists_are_paged_and_narrowed() {
    let kreis = Offering::start();
    for expires_on in ["2026-05-27", "2026-05-28", "2027-01-01", "2028-01-01"] {
        let mut body = tested();
        body["expires_on"] = expires_on.into();
        assert_eq!(kreis.record(&body).status, 201);
    }
    let newest = kreis.get(OF_BLUEPRINT).json()["items"][0]["url"].as_str().unwrap().to_owned();
    assert_eq!(kreis.withdraw(&newest, "Falsches Gerät").status, 200);
    for (query, expected) in [
        ("", 4),
        ("?state=all", 4),
        ("?state=current", 2),
        ("?state=expired", 1),
        ("?state=withdrawn", 1),
        ("?version=1.0.0&product=beispiel-it/parkservice", 4),
        ("?version=1.0.1", 0),
        ("?product=beispiel-it/anderes", 0),
    ] {
        assert_eq!(
            kreis.get(&format!("{OF_BLUEPRINT}{query}")).json()["total"],
            expected,
            "{query}"
        );
    }
    let first = kreis.get(&format!("{OF_BLUEPRINT}?limit=3&state=all"));
    assert_eq!(first.json()["items"].as_array().unwrap().len(), 3);
    let next = first.header("link").split(['<', '>']).nth(1).unwrap().to_owned();
    assert!(next.contains("state=all"), "{next}");
    let rest = kreis.get(&next).json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next_cursor"]), (1, &Value::Null));
    for wrong in ["?state=gut", "?version=latest", "?product=x", "?status=current", "?cursor=x"] {
        assert_eq!(kreis.get(&format!("{OF_BLUEPRINT}{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn one_is_withdrawn_once_and_counts_no_longer() {
    let kreis = Offering::start();
    let made = kreis.record(&tested());
    assert_eq!((&made.json()["state"], &made.json()["counts"]), (&json!("current"), &json!(true)));
    let withdraw = |reason: &str| kreis.withdraw(made.header("location"), reason);
    assert_eq!(withdraw(" ").findings(), ["attestation-reason /reason"]);
    let done = withdraw("Falsches Gerät");
    assert_eq!((done.status, &done.json()["state"]), (200, &json!("withdrawn")));
    assert_eq!(done.json()["counts"], false);
    assert_eq!(done.json()["withdrawn"]["reason"], "Falsches Gerät");
    assert_eq!(withdraw("Noch einmal").problem(), "409 attestation-withdrawn");
    let seen = kreis.get(made.header("location"));
    assert_eq!(seen.json(), done.json());
    assert_ne!(seen.header("etag"), made.header("etag"));
}
