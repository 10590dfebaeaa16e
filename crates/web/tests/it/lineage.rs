//! Forks that live: how they stand to their upstream, what they skip, their family.

use registry::{Address, MergeStep, Publish, Secret, authenticate, merge_plan, publish};
use serde_json::{Value, json};

use crate::server::{Answer, NOW, TestServer, document};

const UPSTREAM: &str = "/blueprints/beispielkreis/fundsache";
pub(crate) const FORK: &str = "/blueprints/musterstadt/fundsache";

/// `beispielkreis/fundsache` and its fork `musterstadt/fundsache`, with those who may write to them.
pub(crate) struct Kin {
    pub(crate) server: TestServer,
    pub(crate) kreis: String,
    pub(crate) stadt: String,
}

impl Kin {
    pub(crate) fn start() -> Self {
        let server = TestServer::start();
        let (kreis, stadt) = (server.token("beispielkreis"), server.token("musterstadt"));
        let kin = Self { server, kreis, stadt };
        assert_eq!(kin.up("1.0.0", |_| {}).status, 201);
        let fork = json!({"owner": "musterstadt", "name": "fundsache", "kind": "variant", "reason": "Eigene Satzung"});
        let forked = kin.post(&format!("{UPSTREAM}/forks"), &kin.stadt, &fork);
        assert_eq!(forked.status, 201);
        assert_eq!(forked.json()["upstream"]["merged_through"], "1.0.0");
        kin
    }

    pub(crate) fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {token}");
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        self.server.send("POST", path, &headers, body.to_string().as_bytes())
    }

    pub(crate) fn up(&self, version: &str, edit: impl FnOnce(&mut Value)) -> Answer {
        self.publish("beispielkreis", &self.kreis, version, edit)
    }

    pub(crate) fn own(&self, version: &str, edit: impl FnOnce(&mut Value)) -> Answer {
        self.publish("musterstadt", &self.stadt, version, edit)
    }

    fn publish(
        &self,
        owner: &str,
        token: &str,
        version: &str,
        edit: impl FnOnce(&mut Value),
    ) -> Answer {
        let mut document = document(version);
        document["owner"] = owner.into();
        edit(&mut document);
        self.server.publish(token, &document)
    }

    pub(crate) fn upstream(&self) -> Value {
        let answer = self.server.get(&format!("{FORK}/upstream"));
        assert_eq!((answer.status, answer.header("vary")), (200, "accept-language"));
        answer.json()
    }

    fn skip(&self, version: &str, reason: &str) -> Answer {
        let body = json!({"version": version, "reason": reason});
        self.post(&format!("{FORK}/upstream/skips"), &self.stadt, &body)
    }

    /// Publishes what a merge of the upstream's latest version gives.
    fn merge(&self) {
        let registry = &self.server.registry;
        let id = "musterstadt/fundsache".parse().unwrap();
        let plan = merge_plan(registry, &id, &blueprint::VersionRef::Latest).unwrap();
        let candidate = plan.candidate(&plan.merged);
        let actor = authenticate(registry, &Secret::new(self.stadt.as_str()), NOW).unwrap();
        let step: MergeStep = plan.step();
        let address = Address { id, version: candidate.version };
        let body = candidate.document.to_string();
        let request = Publish {
            address: &address,
            body: body.as_bytes(),
            syntax: blueprint::Syntax::Json,
            override_reason: None,
            merge: Some(&step),
            at: NOW,
        };
        publish(registry, &actor, request).unwrap();
    }
}

#[test]
fn a_fork_sees_how_it_stands() {
    let kin = Kin::start();
    let even = kin.upstream();
    assert_eq!((&even["behind"], &even["own_changes"]), (&json!(0), &json!(0)));
    assert_eq!((&even["incoming"], &even["newer"]), (&json!(null), &json!([])));

    let own = kin.own("1.0.1", |document| {
        document["summary"]["de"] = "Bei uns im Rathaus.".into();
        document["title"]["de"] = "Fundbüro".into();
    });
    assert_eq!(own.status, 201);
    let up = kin.up("2.0.0", |document| {
        document["security"]["protection"]["integrity"] = "high".into();
    });
    assert_eq!(up.status, 201);
    let found = kin.upstream();
    insta::assert_json_snapshot!(found, {".**.digest" => "[digest]"});

    let english =
        kin.server.send("GET", &format!("{FORK}/upstream"), &[("Accept-Language", "en")], b"");
    assert_ne!(english.json()["own"], found["own"]);
    let summary = kin.server.get(FORK).json();
    assert_eq!(
        (&summary["upstream"]["behind"], &summary["upstream"]["merged_through"]),
        (&json!(1), &json!("1.0.0"))
    );
    let forks = kin.server.get(&format!("{UPSTREAM}/forks")).json();
    assert_eq!(forks["items"][0]["upstream"]["behind"], 1);

    kin.merge();
    let merged = kin.upstream();
    assert_eq!(
        (&merged["behind"], &merged["merged_through"], &merged["own_changes"]),
        (&json!(0), &json!("2.0.0"), &json!(2))
    );
    assert_eq!(merged["steps"][0]["kind"], "merged");
    assert_eq!(merged["steps"][0]["own_version"], "2.0.0");
    assert_eq!(merged["upstream"]["version"], "1.0.0");
    let summary = kin.server.get(FORK).json();
    assert_eq!(
        (&summary["upstream"]["behind"], &summary["upstream"]["merged_through"]),
        (&json!(0), &json!("2.0.0"))
    );
}

#[test]
fn a_version_is_skipped_for_a_reason() {
    let kin = Kin::start();
    kin.up("1.0.1", |document| document["title"]["de"] = "Eins".into());
    let skipped = kin.skip("1.0.1", "Betrifft uns nicht");
    assert_eq!(skipped.status, 201);
    let step = skipped.json();
    assert_eq!(
        (&step["number"], &step["kind"], &step["version"]),
        (&json!(1), &json!("skipped"), &json!("1.0.1"))
    );
    assert_eq!((&step["reason"], step.get("own_version")), (&json!("Betrifft uns nicht"), None));
    assert_eq!(kin.upstream()["behind"], 0);
    assert_eq!(kin.upstream()["steps"], json!([step]));
    let again = kin.skip("1.0.1", "Betrifft uns nicht");
    assert_eq!((again.status, again.json()), (200, step));
}

#[test]
fn a_skip_that_is_not_possible_says_why() {
    let kin = Kin::start();
    kin.up("1.0.1", |document| document["title"]["de"] = "Eins".into());
    assert_eq!(kin.skip("1.0.1", " ").findings(), ["skip-reason /reason"]);
    assert_eq!(kin.skip("latest", "Grund").findings(), ["version-reference /version"]);
    assert_eq!(kin.skip("7.0.0", "Grund").problem(), "404 not-found");
    let old = kin.skip("1.0.0", "Grund");
    assert_eq!(old.problem(), "409 upstream-version");
    assert_eq!(
        old.json()["detail"],
        "Version 1.0.0 ist nicht neuer als der übernommene Stand 1.0.0. Wählen Sie eine spätere Version."
    );
    assert_eq!(kin.skip("1.0.1", "Grund").status, 201);
    assert_eq!(kin.skip("1.0.1", "Anderer Grund").problem(), "409 upstream-version");
    kin.up("1.1.0-rc.1", |document| document["title"]["de"] = "Vorab".into());
    assert_eq!(kin.skip("1.1.0-rc.1", "Grund").problem(), "409 upstream-version");
    kin.up("1.1.0", |document| document["title"]["de"] = "Zwei".into());
    let bearer = format!("Bearer {}", kin.kreis);
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    let yanked = kin.server.send(
        "PATCH",
        &format!("{UPSTREAM}/versions/1.1.0"),
        &headers,
        br#"{"yanked": {"reason": "Falsch"}}"#,
    );
    assert_eq!(yanked.status, 200);
    assert_eq!(kin.skip("1.1.0", "Grund").problem(), "409 upstream-version");

    let path = format!("{FORK}/upstream/skips");
    let body = json!({"version": "1.0.1", "reason": "Grund"});
    assert_eq!(kin.post(&path, &kin.kreis, &body).problem(), "403 forbidden");
    let anonymous = kin.server.send(
        "POST",
        &path,
        &[("Content-Type", "application/json")],
        body.to_string().as_bytes(),
    );
    assert_eq!(anonymous.problem(), "401 unauthorised");
    let unknown = json!({"version": "1.0.1", "reason": "Grund", "warum": "x"});
    assert_eq!(kin.post(&path, &kin.stadt, &unknown).problem(), "400 invalid-request");
    assert_eq!(kin.upstream()["steps"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_no_fork_has_no_upstream() {
    let kin = Kin::start();
    let answer = kin.server.get(&format!("{UPSTREAM}/upstream"));
    assert_eq!(answer.problem(), "404 not-found");
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("beispielkreis/fundsache ist keine Ableitung"), "{detail}");
    let body = json!({"version": "1.0.0", "reason": "Grund"});
    let skipped = kin.post(&format!("{UPSTREAM}/upstream/skips"), &kin.kreis, &body);
    assert_eq!(skipped.problem(), "404 not-found");
    assert_eq!(kin.server.get("/blueprints/musterstadt/fehlt/lineage").problem(), "404 not-found");
}

#[test]
fn a_family_is_a_graph() {
    let kin = Kin::start();
    let fork = json!({"owner": "beispielkreis", "name": "enkel", "kind": "technical", "reason": "Vorschlag"});
    assert_eq!(kin.post(&format!("{FORK}/forks"), &kin.kreis, &fork).status, 201);
    kin.up("1.0.1", |document| document["title"]["de"] = "Fundsachen".into());
    let from_below = kin.server.get("/blueprints/beispielkreis/enkel/lineage");
    assert_eq!(from_below.status, 200);
    insta::assert_json_snapshot!(from_below.json());
    assert_eq!(kin.server.get(&format!("{UPSTREAM}/lineage")).json(), from_below.json());
}

#[test]
fn the_page_of_a_fork_says_how_it_stands() {
    let kin = Kin::start();
    kin.own("1.0.1", |document| document["title"]["de"] = "Fundbüro".into());
    kin.up("1.0.1", |document| document["title"]["de"] = "Fundsachen".into());
    let page = |path: &str| {
        let answer = kin.server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        String::from_utf8(answer.bytes).unwrap()
    };
    let text = page("/blaupausen/musterstadt/fundsache/ableitungen");
    assert!(text.contains("1 Version hinter dem Ursprung, 1 eigene Änderung<"), "{text}");
    let text = page("/blaupausen/beispielkreis/fundsache/ableitungen");
    assert!(text.contains("family-picture") && !text.contains("id=\"sync\""), "{text}");
    let bearer = format!("Bearer {}", kin.kreis);
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    let path = format!("{UPSTREAM}/versions/1.0.0");
    let yanked = kin.server.send("PATCH", &path, &headers, br#"{"yanked": {"reason": "Falsch"}}"#);
    assert_eq!(yanked.status, 200);
    for tab in ["", "/prozess", "/sicherheit", "/anbieter", "/versionen", "/ableitungen"] {
        let text = page(&format!("/blaupausen/musterstadt/fundsache{tab}"));
        assert!(text.contains("Diese Ableitung steht auf Version 1.0.0"), "{tab}");
    }
    assert_eq!(kin.server.get("/blaupausen/musterstadt/fehlt/ableitungen").status, 404);
}
