//! Every endpoint of the API, asked by everybody. The expectation is the authorisation table alone; so a row that is
//! removed, an endpoint without a row, and a guard that is forgotten in a use case each fail here.

use registry::{Act, People, Role, Scope};
use serde_json::{Value, json};

use crate::server::{Answer, Person, TestServer, document};

/// Who asks, as the table sees them with regard to `musterstadt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    Anonymous,
    Member(Role),
    /// Owns another organisation.
    Stranger,
    Operator,
    /// Shows a token of `musterstadt` with this scope alone.
    Token(Scope),
    /// Shows a token of another organisation with every scope.
    ForeignToken,
}

fn callers() -> Vec<Caller> {
    let mut all = vec![Caller::Anonymous, Caller::Stranger, Caller::Operator, Caller::ForeignToken];
    all.extend(Role::ALL.map(Caller::Member));
    all.extend(Scope::ALL.map(Caller::Token));
    all
}

/// What the table says.
pub(crate) fn may(caller: Caller, act: Act) -> bool {
    let rule = act.rule();
    match caller {
        _ if rule.people == People::Anyone => true,
        Caller::Anonymous | Caller::ForeignToken => false,
        Caller::Member(has) => match rule.people {
            People::Member(least) | People::MemberOrOperator(least) => least <= has,
            People::Anyone | People::SignedIn => true,
            People::Operator => false,
        },
        Caller::Stranger => rule.people == People::SignedIn,
        Caller::Operator => {
            matches!(rule.people, People::SignedIn | People::Operator | People::MemberOrOperator(_))
        }
        Caller::Token(scope) => rule.scope == Some(scope),
    }
}

/// A server with something at every address, and somebody who asks.
pub(crate) struct Scene {
    pub(crate) server: TestServer,
    caller: Caller,
    pub(crate) person: Option<Person>,
    token: Option<String>,
    /// What the parameters of addresses stand for.
    places: Vec<(&'static str, String)>,
    invitation: String,
}

impl Scene {
    pub(crate) fn of(caller: Caller) -> Self {
        let server = TestServer::start();
        let owner = server.person("olga", Some(("musterstadt", "owner")));
        let guest = server.person("gast", Some(("musterstadt", "reader")));
        let all = server.token("musterstadt");
        assert_eq!(server.publish(&all, &document("1.0.0")).status, 201);
        let invitations = "/api/v1/organisations/musterstadt/invitations";
        let invite = || owner.json(&server, "POST", invitations, &json!({"role": "reader"}));
        let (open, for_caller) = (invite(), invite());
        let wanted = json!({"organisation": "musterstadt", "scopes": ["read"], "pattern": "musterstadt/*", "expires_in_days": 1});
        let token = owner.json(&server, "POST", "/api/v1/tokens", &wanted);
        server.catch_up();
        let (person, shown) = match caller {
            Caller::Anonymous => (None, None),
            Caller::Member(role) => {
                (Some(server.person("wer", Some(("musterstadt", role.as_str())))), None)
            }
            Caller::Stranger => {
                (Some(server.person("wer", Some(("beispielkreis", "owner")))), None)
            }
            Caller::Operator => (Some(server.operator("wer")), None),
            Caller::Token(scope) => {
                (None, Some(server.token_with("musterstadt", &[scope], "musterstadt/*", None)))
            }
            Caller::ForeignToken => (None, Some(server.token("beispielkreis"))),
        };
        let places = vec![
            ("{owner}", "musterstadt".to_owned()),
            ("{name}", "fundsache".to_owned()),
            ("{organisation}", "musterstadt".to_owned()),
            ("{reference}", "1.0.0".to_owned()),
            ("{digest}", blueprint::Digest::of(b"{}").hex()),
            ("{format}", "1".to_owned()),
            ("{user}", guest.id),
            ("{slug}", "musterkreis".to_owned()),
        ];
        let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
        let mut scene =
            Self { server, caller, person, token: shown, places, invitation: String::new() };
        scene.places.push(("tokens/{id}", format!("tokens/{}", id(&token.json()["token"]))));
        scene
            .places
            .push(("invitations/{id}", format!("invitations/{}", id(&open.json()["invitation"]))));
        let trust = "/api/v1/organisations/musterstadt/trusted-publishers";
        let publisher = owner.json(&scene.server, "POST", trust, &trusted_publisher());
        scene.places.push((
            "trusted-publishers/{id}",
            format!("trusted-publishers/{}", id(&publisher.json())),
        ));
        let mut draft = document("1.0.0");
        draft["name"] = "entwurf".into();
        let wanted = json!({"organisation": "musterstadt", "document": draft});
        let draft = owner.json(&scene.server, "POST", "/api/v1/drafts", &wanted);
        scene.places.push(("drafts/{id}", format!("drafts/{}", id(&draft.json()))));
        let proposals = "/api/v1/blueprints/musterstadt/fundsache/proposals";
        let made = owner.json(&scene.server, "POST", proposals, &proposal("Zuerst"));
        scene.places.push(("proposals/{id}", format!("proposals/{}", id(&made.json()))));
        let mut offering = testkit::offering(document("1.0.0"));
        offering["name"] = "erprobt".into();
        assert_eq!(scene.server.publish(&all, &offering).status, 201);
        let made = owner.json(&scene.server, "POST", "/api/v1/attestations", &attestation());
        scene.places.push(("attestations/{id}", format!("attestations/{}", id(&made.json()))));
        scene
            .places
            .push(("transfers/{id}", format!("transfers/{}", asked_to_move(&scene, &owner, &all))));
        scene.places.push(("reviews/{id}", format!("reviews/{}", reviewed(&scene.server))));
        scene.invitation = for_caller.json()["secret"].as_str().unwrap().to_owned();
        scene
    }

    /// What stands for these parameters.
    pub(crate) fn place(&self, parameters: &str) -> &str {
        let found = self.places.iter().find(|(name, _)| *name == parameters);
        &found.unwrap_or_else(|| panic!("nothing stands at {parameters}")).1
    }

    pub(crate) fn address(&self, path: &str) -> String {
        let mut address = path.to_owned();
        for (parameter, value) in &self.places {
            address = address.replace(parameter, value);
        }
        assert!(!address.contains('{'), "nothing stands at {path}");
        match path {
            "/api/v1/tokens"
            | "/api/v1/audit"
            | "/api/v1/blobs/{digest}"
            | "/api/v1/drafts"
            | "/api/v1/blueprints/{owner}/{name}/versions/{reference}/fit" => {
                format!("{address}?organisation=musterstadt")
            }
            "/api/v1/diff" => {
                format!("{address}?from=musterstadt/fundsache@1.0.0&to=musterstadt/fundsache@1.0.0")
            }
            _ => address,
        }
    }

    fn ask(&self, method: &str, path: &str) -> Answer {
        let mut address = self.address(path);
        let takes_no_parameter = matches!(
            (method, path),
            ("POST", "/api/v1/tokens" | "/api/v1/drafts") | ("GET", "/api/v1/blobs/{digest}")
        );
        if takes_no_parameter {
            address = address.replace("?organisation=musterstadt", "");
        }
        if method == "POST" && path.ends_with("/fit") {
            address = address.replace("?organisation=musterstadt", "");
        }
        let body = self.body(method, path).to_string();
        let mut headers = vec![("Content-Type", "application/json")];
        if path == "/api/v1/drafts/{id}" {
            headers.push(("If-Match", "*"));
        }
        match (&self.person, &self.token) {
            (Some(person), _) => {
                person.send_with(&self.server, (method, &address), &headers, body.as_bytes())
            }
            (None, Some(token)) => {
                let bearer = format!("Bearer {token}");
                headers.push(("Authorization", bearer.as_str()));
                self.server.send(method, &address, &headers, body.as_bytes())
            }
            (None, None) => self.server.send(method, &address, &headers, body.as_bytes()),
        }
    }

    /// A body that leaves nothing to refuse but the right to send it.
    fn body(&self, method: &str, path: &str) -> Value {
        match (method, path.trim_start_matches("/api/v1")) {
            ("PUT", "/blueprints/{owner}/{name}/versions/{reference}") => document("1.0.0"),
            ("PATCH", "/blueprints/{owner}/{name}/versions/{reference}") => json!({"yanked": null}),
            ("PATCH", "/blueprints/{owner}/{name}") => json!({"review_by": "2027-01-01"}),
            ("POST", "/blueprints/{owner}/{name}/forks") => json!({
                "owner": "musterstadt", "name": format!("ableitung-{}", self.fork_name()), "version": "1.0.0",
                "kind": "variant", "reason": "Probe",
            }),
            ("POST", "/blueprints/{owner}/{name}/upstream/skips") => {
                json!({"version": "2.0.0", "reason": "Probe"})
            }
            ("POST", "/blueprints/{owner}/{name}/merges") => json!({"upstream_version": "2.0.0"}),
            ("POST", "/drafts/{id}/resolutions") => json!({"path": "/title/de", "take": "ours"}),
            ("POST", "/blueprints/{owner}/{name}/versions/{reference}/fit") => {
                json!({"profile": {}})
            }
            ("POST", "/drafts") => json!({"organisation": "musterstadt"}),
            ("PUT", "/drafts/{id}") => {
                let mut draft = document("1.0.0");
                draft["name"] = "entwurf".into();
                draft["title"]["de"] = "Gespeichert".into();
                draft
            }
            ("POST", "/blueprints/{owner}/{name}/proposals") => proposal("Danach"),
            ("POST", "/proposals/{id}/comments") => json!({"text": "Probe"}),
            ("POST", "/proposals/{id}/decision") => {
                json!({"decision": "declined", "reason": "Probe"})
            }
            ("PUT", "/organisations/{organisation}/adoptions/{owner}/{name}") => {
                json!({"version": "1.0.0", "stage": "planned"})
            }
            ("POST", "/attestations") => attestation(),
            ("POST", "/blueprints/{owner}/{name}/versions/{reference}/reviews") => review(),
            ("POST", "/blueprints/{owner}/{name}/transfers") => {
                json!({"to_owner": "beispielkreis", "reason": "Probe"})
            }
            ("POST", "/transfers/{id}/decision") => json!({"decision": "declined"}),
            ("PUT", "/reservations/{slug}")
            | (
                "POST",
                "/drafts/{id}/return"
                | "/attestations/{id}/withdrawal"
                | "/reviews/{id}/withdrawal",
            ) => json!({"reason": "Probe"}),
            ("PUT", "/organisations/{organisation}/four-eyes") => json!({"required": false}),
            ("POST", "/check") => json!({"document": document("1.0.0")}),
            ("POST", "/organisations") => {
                json!({"slug": "neustadt", "kind": "other", "name": "Neustadt"})
            }
            ("PATCH", "/organisations/{organisation}") => json!({"name": "Neu-Musterstadt"}),
            (method, path) => self.body_of_people(method, path),
        }
    }

    fn body_of_people(&self, method: &str, path: &str) -> Value {
        match (method, path) {
            ("PUT", "/organisations/{organisation}/members/{user}") => {
                json!({"role": "contributor"})
            }
            ("POST", "/organisations/{organisation}/invitations") => json!({"role": "reader"}),
            ("POST", "/invitations/acceptance") => json!({"secret": self.invitation}),
            ("POST", "/sessions") => {
                json!({"login": "gast@musterstadt.example", "password": crate::server::PASSWORD})
            }
            ("PUT", "/me/password") => json!({
                "old_password": crate::server::PASSWORD, "new_password": crate::server::PASSWORD,
            }),
            ("POST", "/tokens") => json!({
                "organisation": "musterstadt", "scopes": ["read"], "pattern": "musterstadt/*", "expires_in_days": 1,
            }),
            ("POST", "/organisations/{organisation}/trusted-publishers") => trusted_publisher(),
            ("POST", "/tokens/exchange") => json!({"token": "e30.e30.e30"}),
            _ => json!({}),
        }
    }

    fn fork_name(&self) -> String {
        format!("{:?}", self.caller)
            .to_lowercase()
            .replace(|c: char| !c.is_ascii_alphanumeric(), "-")
            .trim_matches('-')
            .to_owned()
    }
}

/// A new name that `musterstadt` wants to give, for which it waits for a second person.
fn asked_to_move(scene: &Scene, owner: &Person, token: &str) -> String {
    let mut other = document("1.0.0");
    other["name"] = "umzug".into();
    assert_eq!(scene.server.publish(token, &other).status, 201);
    let four_eyes = "/api/v1/organisations/musterstadt/four-eyes";
    let demand = |required: bool| {
        owner.json(&scene.server, "PUT", four_eyes, &json!({"required": required}))
    };
    demand(true);
    let wanted = json!({"to_owner": "musterstadt", "to_name": "umgezogen", "reason": "Probe"});
    let at = "/api/v1/blueprints/musterstadt/umzug/transfers";
    let asked = owner.json(&scene.server, "POST", at, &wanted);
    demand(false);
    assert_eq!((asked.status, asked.json()["state"].as_str()), (201, Some("open")));
    asked.json()["id"].as_str().unwrap().to_owned()
}

fn review() -> Value {
    json!({
        "working_group": "arbeitskreis", "organisation": "musterstadt", "verdict": "approved", "reason": "Probe",
    })
}

/// What `musterstadt` found when it tried a product.
fn attestation() -> Value {
    json!({
        "organisation": "musterstadt", "blueprint": "musterstadt/erprobt", "version": "1.0.0",
        "product": "beispiel-it/parkservice", "environment": "pilot", "tested_on": "2026-03-14",
        "result": "passed", "requirements": {"zugang": "met"},
    })
}

/// A review that `musterstadt` gave of another's blueprint.
fn reviewed(server: &TestServer) -> String {
    crate::reviews::verified_group(server);
    crate::reviews::offered(server);
    let reviewer = crate::reviews::reviewer(server, "rita", "musterstadt");
    let given = crate::reviews::give(server, &reviewer, "musterstadt");
    assert_eq!(given.status, 201);
    given.json()["id"].as_str().unwrap().to_owned()
}

/// What `musterstadt` proposes to itself.
fn proposal(title: &str) -> Value {
    let mut changed = document("1.0.0");
    changed["title"]["de"] = title.into();
    json!({"organisation": "musterstadt", "title": title, "message": "Probe", "document": changed})
}

fn trusted_publisher() -> Value {
    json!({
        "issuer": "https://gitlab.musterstadt.example", "audience": "https://register.example",
        "claims": {"project_id": "42"}, "scopes": ["publish"], "pattern": "musterstadt/*",
    })
}

/// What changes the caller's own rights comes last.
fn in_order(endpoints: &mut [(String, String, Act)]) {
    let rank = |method: &str, path: &str| match (method, path) {
        ("DELETE", "/api/v1/me/roles/{organisation}")
        | ("POST", "/api/v1/invitations/acceptance") => 2,
        ("DELETE", "/api/v1/sessions/current" | "/api/v1/sessions" | "/api/v1/me") => 3,
        ("DELETE", _) => 1,
        _ => 0,
    };
    endpoints.sort_by_key(|(method, path, _)| rank(method, path));
}

#[test]
fn everybody_may_what_the_table_says_and_nothing_else() {
    for caller in callers() {
        let scene = Scene::of(caller);
        let mut endpoints = endpoints(&scene.server);
        assert!(40 < endpoints.len());
        in_order(&mut endpoints);
        let mut has_left = false;
        for (method, path, act) in endpoints {
            let ends = method == "DELETE"
                && matches!(
                    path.as_str(),
                    "/api/v1/sessions/current" | "/api/v1/sessions" | "/api/v1/me"
                );
            // Only one of these can be tried with the same session; each has its own test.
            if ends && std::mem::replace(&mut has_left, true) {
                continue;
            }
            scene.server.catch_up();
            let answer = scene.ask(&method, &path);
            let is_denied = matches!(answer.status, 401 | 403);
            // Whose token it is, is nobody else's business, nor which drafts there are.
            let is_secret =
                path == "/api/v1/tokens/{id}" || path.starts_with("/api/v1/drafts/{id}");
            let is_hidden = is_secret && answer.status == 404;
            let text = String::from_utf8_lossy(&answer.bytes);
            let expected = may(caller, act);
            assert_eq!(
                !(is_denied || is_hidden),
                expected,
                "{method} {path} by {caller:?}: {} {text}",
                answer.status
            );
            if expected {
                // Not there, or the last owner: both are found out only about those who are let in.
                let is_done = answer.status < 300 || matches!(answer.status, 404 | 409)
                    // Refused for what it is, and not for who shows it.
                    || path == "/api/v1/tokens/exchange" && answer.status == 400
                    // Nobody reviews what is their own, and all of this is `musterstadt`'s.
                    || path.ends_with("{reference}/reviews") && text.contains("review-own");
                assert!(is_done, "{method} {path} by {caller:?}: {} {text}", answer.status);
            }
        }
    }
}

/// Every endpoint that the OpenAPI document describes, with its act.
fn endpoints(server: &TestServer) -> Vec<(String, String, Act)> {
    let document = server.get("/openapi.json").json();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let method = method.to_uppercase();
            let act = web::act_of(&method, path)
                .unwrap_or_else(|| panic!("{method} {path} has no row in the table"));
            found.push((method, path.clone(), act));
        }
    }
    found
}
