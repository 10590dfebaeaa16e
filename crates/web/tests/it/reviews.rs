//! Reviews and maturity over the API and on pages.

use blueprint::{document::TestResult, maturity::AdoptionStage};
use registry::{OrganisationKind, Scope};
use serde_json::{Value, json};
use testkit::{TestAttestation, adoption_record, attestation_record};

use crate::server::{Answer, NOW, Person, TestServer, document};

const BLUEPRINT: &str = "/api/v1/blueprints/beispielkreis/fundsache";

/// A verified working group, `arbeitskreis`, and another town, `neustadt`.
pub(crate) fn verified_group(server: &TestServer) {
    for (slug, kind) in [
        ("arbeitskreis", OrganisationKind::WorkingGroup),
        ("neustadt", OrganisationKind::Municipality),
    ] {
        let new = registry::Organisation {
            slug: slug.parse().unwrap(),
            kind,
            name: format!("Der {slug}"),
            ars: None,
            state: None,
            population: None,
            parent: None,
            created_at: NOW,
            standing: registry::OrganisationStanding::default(),
        };
        registry::organisation_create(&server.registry, &new).unwrap();
    }
    let seen = json!({"verification": {"verified": true, "reason": "Satzung gesehen"}});
    let at = "/api/v1/organisations/arbeitskreis";
    assert_eq!(server.operator("oskar").json(server, "PATCH", at, &seen).status, 200);
}

/// The blueprint of `beispielkreis` that is reviewed.
pub(crate) fn offered(server: &TestServer) {
    let mut offered = document("1.0.0");
    offered["owner"] = "beispielkreis".into();
    // A token beside those that others may want to make.
    let publishes =
        server.token_with("beispielkreis", &[Scope::Publish], "beispielkreis/fundsache", None);
    assert_eq!(server.publish(&publishes, &offered).status, 201);
}

/// Somebody who publishes for a town and takes part in the working group.
pub(crate) fn reviewer(server: &TestServer, name: &str, organisation: &str) -> Person {
    let person = server.person(name, Some((organisation, "publisher")));
    let (group, login) = ("arbeitskreis".parse().unwrap(), format!("{name}@musterstadt.example"));
    let role = "contributor".parse().unwrap();
    registry::role_set(&server.registry, (&group, &login, role), NOW).unwrap();
    person
}

fn wanted(organisation: &str) -> Value {
    json!({"working_group": "arbeitskreis", "organisation": organisation, "verdict": "approved", "reason": "Geprüft"})
}

pub(crate) fn give(server: &TestServer, by: &Person, organisation: &str) -> Answer {
    let at = format!("{BLUEPRINT}/versions/1.0.0/reviews");
    by.json(server, "POST", &at, &wanted(organisation))
}

/// What makes the blueprint proven up to the end of 2027.
fn proven(server: &TestServer, person: &Person) {
    let (id, version) = ("beispielkreis/fundsache".parse().unwrap(), "1.0.0".parse().unwrap());
    let by = (person.id.as_str(), NOW);
    let test = TestAttestation {
        id: "t",
        version: &version,
        vendor: "beispiel-it",
        organisation: &"neustadt".parse().unwrap(),
        result: TestResult::Passed,
        expires_on: "2027-12-31",
    };
    server
        .store()
        .write(|txn| {
            for organisation in ["musterstadt", "neustadt"] {
                let who = (&organisation.parse().unwrap(), AdoptionStage::Productive);
                adoption_record(txn, (&id, &version), who, by)?;
            }
            attestation_record(txn, &id, &test, by)
        })
        .unwrap();
    server.catch_up();
}

fn scene() -> (TestServer, Person, Person) {
    let server = TestServer::start();
    verified_group(&server);
    offered(&server);
    let rita = reviewer(&server, "rita", "musterstadt");
    let nora = reviewer(&server, "nora", "neustadt");
    proven(&server, &rita);
    (server, rita, nora)
}

#[test]
fn two_approvals_make_a_standard_and_a_withdrawal_ends_it() {
    let (server, rita, nora) = scene();
    let maturity = || server.get(&format!("{BLUEPRINT}/maturity")).json();
    insta::assert_json_snapshot!("proven", maturity(), { ".on" => "[day]" });
    let given = give(&server, &rita, "musterstadt");
    assert_eq!(given.status, 201);
    insta::assert_json_snapshot!("review", given.json(), { ".id" => "[id]", ".created_at" => "[time]", ".url" => "[url]" });
    let url = format!("/api/v1/reviews/{}", given.json()["id"].as_str().unwrap());
    assert_eq!((&given.json()["url"], given.header("location")), (&json!(url), url.as_str()));
    let read = server.get(&url);
    assert_eq!((read.status, read.json()), (200, given.json()));
    assert_eq!(server.get("/api/v1/reviews/nirgends").status, 404);
    assert_eq!(maturity()["level"], "proven");
    assert_eq!(give(&server, &nora, "neustadt").status, 201);
    assert_eq!(maturity()["level"], "standard");
    assert_eq!(maturity()["next"], Value::Null);
    server.catch_up();
    let summary = server.get(BLUEPRINT).json();
    assert_eq!(
        (&summary["maturity"]["level"], &summary["maturity"]["until"]),
        (&json!("standard"), &json!("2027-12-31"))
    );
    let found = server.get("/api/v1/blueprints?maturity=standard&maturity=pilot").json();
    assert_eq!(found["total"], 1);
    assert_eq!(found["items"][0]["maturity"], summary["maturity"]);
    assert_eq!(found["facets"]["maturity"], json!([{"value": "standard", "count": 1}]));
    let misspelt = server.get("/api/v1/blueprints?maturity=erprobt");
    assert_eq!(misspelt.findings(), ["parameter-value /maturity"]);

    let first = server.get(&format!("{BLUEPRINT}/reviews?limit=1")).json();
    assert_eq!((&first["total"], first["items"].as_array().unwrap().len()), (&json!(2), 1));
    let next = first["next_cursor"].as_str().unwrap();
    let rest = server.get(&format!("{BLUEPRINT}/reviews?cursor={next}")).json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next_cursor"]), (1, &Value::Null));
    let told = format!("{first}{rest}");
    assert!(!told.contains(&rita.id) && !told.contains("rita"), "no person is named: {told}");

    let at = format!("{url}/withdrawal");
    let withdraw = |body: &Value| rita.json(&server, "POST", &at, body);
    assert_eq!(withdraw(&json!({"grund": "Irrtum"})).status, 400);
    let withdrawn = withdraw(&json!({"reason": "Irrtum"}));
    assert_eq!(
        (withdrawn.status, &withdrawn.json()["withdrawn"]["reason"]),
        (200, &json!("Irrtum"))
    );
    assert_eq!(maturity()["level"], "proven");
    assert_eq!(withdraw(&json!({"reason": "Noch einmal"})).problem(), "409 review-withdrawn");
    assert_eq!(server.get(&url).json(), withdrawn.json(), "the first reason stands");

    let by = server.get("/api/v1/organisations/musterstadt/reviews").json();
    assert_eq!((&by["total"], &by["items"]), (&json!(1), &json!([withdrawn.json()])));
    let none = server.get("/api/v1/organisations/beispielkreis/reviews").json();
    assert_eq!((&none["total"], &none["items"]), (&json!(0), &json!([])));
    assert_eq!(server.get("/api/v1/organisations/nirgends/reviews").status, 404);
    let foreign = server.get(&format!("/api/v1/organisations/musterstadt/reviews?cursor={next}"));
    assert_eq!(foreign.status, 200, "a place is one of all reviews");
}

#[test]
fn what_speaks_against_a_review_is_said_with_its_place() {
    let (server, rita, _) = scene();
    let at = format!("{BLUEPRINT}/versions/1.0.0/reviews");
    let refused = |member: &str, value: &str| {
        let mut body = wanted("musterstadt");
        body[member] = value.into();
        let answer = rita.json(&server, "POST", &at, &body);
        (answer.problem(), answer.findings())
    };
    assert_eq!(
        refused("reason", " "),
        ("422 invalid-document".to_owned(), vec!["review-reason /reason".to_owned()])
    );
    assert_eq!(refused("working_group", "neustadt").1, ["review-working-group /working_group"]);
    assert_eq!(refused("verdict", "gut").1, ["review-verdict /verdict"]);
    assert_eq!(refused("organisation", "Groß").1, ["name /organisation"]);
    assert_eq!(refused("organisation", "neustadt").0, "403 forbidden");
    let token = server.token("musterstadt");
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    let by_token = server.send("POST", &at, &headers, wanted("musterstadt").to_string().as_bytes());
    assert_eq!(by_token.status, 403);
}

#[test]
fn no_token_is_made_for_reviews() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let wanted = json!({"organisation": "musterstadt", "scopes": ["publish", "review"], "pattern": "musterstadt/*", "expires_in_days": 1});
    let refused = olga.json(&server, "POST", "/api/v1/tokens", &wanted);
    assert_eq!(refused.findings(), ["token-scope /scopes"]);
    let told = refused.json()["findings"][0]["message"].to_string();
    assert!(told.contains("Prüfungen geben Menschen ab"), "{told}");
}

#[test]
fn a_review_is_given_on_its_page_and_keeps_what_was_typed() {
    let (server, rita, _) = scene();
    let queue = String::from_utf8(server.get("/pruefung").bytes).unwrap();
    let page = "/pruefung/beispielkreis/fundsache/1.0.0";
    assert!(queue.contains(page), "{queue}");
    let open = String::from_utf8(server.get(page).bytes).unwrap();
    assert!(open.contains("/anmelden?weiter=") && !open.contains("name=\"verdict\""), "{open}");
    let read = |path: &str| {
        let headers = [("Cookie", rita.cookie.as_str())];
        String::from_utf8(server.send("GET", path, &headers, b"").bytes).unwrap()
    };
    assert!(read(page).contains("name=\"verdict\""));
    let post = |path: &str, fields: &str| {
        let headers = [
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Cookie", rita.cookie.as_str()),
        ];
        let body = format!("csrf={}&{fields}", rita.form_token);
        server.send("POST", path, &headers, body.as_bytes())
    };
    let fields = "organisation=musterstadt&working_group=arbeitskreis&reason=Sehr+gr%C3%BCndlich";
    let unchosen = post(page, fields);
    let text = String::from_utf8(unchosen.bytes.clone()).unwrap();
    assert_eq!(unchosen.status, 422);
    assert!(text.contains("Sehr gründlich") && text.contains("href=\"#verdict\""), "{text}");
    let forged = server.send(
        "POST",
        page,
        &[("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", rita.cookie.as_str())],
        format!("{fields}&verdict=approved").as_bytes(),
    );
    assert_eq!(forged.status, 403);
    let given = post(page, &format!("{fields}&verdict=approved"));
    assert_eq!((given.status, given.header("location")), (303, page));
    let shown = read(page);
    assert!(shown.contains("Anerkannt") && shown.contains("Sehr gründlich"), "{shown}");
    let id = server.get(&format!("{BLUEPRINT}/reviews")).json()["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let withdrawal = format!("/pruefung/{id}/zuruecknehmen");
    let refused = post(&withdrawal, "reason=");
    assert_eq!(refused.status, 422);
    assert!(String::from_utf8_lossy(&refused.bytes).contains(&format!("#reason-{id}")));
    assert_eq!(post(&withdrawal, "reason=Irrtum").status, 303);
    assert!(read(page).contains("Irrtum"));
}

#[test]
fn the_page_of_a_level_says_what_was_counted_and_what_is_missing() {
    let (server, _, _) = scene();
    let text = String::from_utf8(server.get("/blaupausen/beispielkreis/fundsache/reifegrad").bytes)
        .unwrap();
    for told in [
        "Reifegrad: Erprobt",
        "Das gilt bis 31.12.2027.",
        "2 / 2",
        "0 / 2",
        "Der neustadt",
        "bis 31. Dezember 2027",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let overview =
        String::from_utf8(server.get("/blaupausen/beispielkreis/fundsache").bytes).unwrap();
    assert!(overview.contains("Erprobt") && overview.contains("/reifegrad"));
    let home = String::from_utf8(server.get("/").bytes).unwrap();
    let proven = home.split("id=\"proven\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(proven.contains("/blaupausen/beispielkreis/fundsache\""), "{proven}");
    let results = String::from_utf8(server.get("/blaupausen?maturity=proven").bytes).unwrap();
    assert!(results.contains("Reifegrad: Erprobt") && results.contains("/reifegrad"), "{results}");
    assert_eq!(server.get("/blaupausen/beispielkreis/fehlt/reifegrad").status, 404);
    assert_eq!(server.get("/pruefung/beispielkreis/fundsache/9.9.9").status, 404);
}
