//! A fork takes a version of its upstream in: over the API, and on the pages of a browser without scripts.

use serde_json::{Value, json};

use crate::{
    lineage::{FORK, Kin},
    server::{Answer, Person},
};

/// Both changed the title; the upstream has an English one besides.
fn torn() -> Kin {
    let kin = Kin::start();
    assert_eq!(
        kin.own("1.0.1", |document| document["title"]["de"] = "Fundbüro".into()).status,
        201
    );
    let up = kin.up("1.0.1", |document| {
        document["title"] = json!({"de": "Fundsachen", "en": "Lost and found"});
    });
    assert_eq!(up.status, 201);
    kin
}

fn begin(kin: &Kin, version: &str) -> Answer {
    kin.post(&format!("{FORK}/merges"), &kin.stadt, &json!({"upstream_version": version}))
}

fn decide(kin: &Kin, draft: &Value, body: &Value) -> Answer {
    let path = format!("/api/v1/drafts/{}/resolutions", draft["id"].as_str().unwrap());
    kin.post(&path, &kin.stadt, body)
}

fn codes(answer: &Answer) -> Vec<String> {
    let findings = answer.json()["findings"].as_array().unwrap().clone();
    findings
        .iter()
        .map(|one| {
            format!("{} {}", one["code"].as_str().unwrap(), one["pointer"].as_str().unwrap())
        })
        .collect()
}

#[test]
fn a_merge_with_a_conflict_is_decided_published_and_names_both_parents() {
    let kin = torn();
    let begun = begin(&kin, "latest");
    assert_eq!((begun.status, begun.header("etag")), (201, "\"1\""));
    let draft = begun.json();
    assert_eq!(begun.header("location"), draft["url"]);
    let versions = ["fork", "upstream", "base", "ours", "theirs"].map(|one| draft[one].clone());
    let expected = ["musterstadt/fundsache", "beispielkreis/fundsache", "1.0.0", "1.0.1", "1.0.1"];
    assert_eq!(versions, expected.map(Value::from));
    assert_eq!(draft["merged"]["title"], json!({"de": "Fundbüro", "en": "Lost and found"}));
    let conflicts = json!([{
        "path": "/title/de", "kind": "changed", "base": "Fundsache melden", "ours": "Fundbüro",
        "theirs": "Fundsachen",
        "message": draft["conflicts"][0]["message"],
    }]);
    assert_eq!(draft["conflicts"], conflicts);
    let at = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    let early = kin.post(&format!("{at}/publish"), &kin.stadt, &json!({}));
    assert_eq!((early.status, codes(&early)), (422, vec!["merge-conflict /title/de".to_owned()]));

    let decided = decide(&kin, &draft, &json!({"path": "/title/de", "take": "theirs"}));
    assert_eq!((decided.status, decided.header("etag")), (200, "\"2\""));
    assert_eq!((&decided.json()["conflicts"], &decided.json()["decided"]), (&json!([]), &json!(1)));
    assert_eq!(decided.json()["merged"]["title"]["de"], "Fundsachen");
    let published = kin.post(&format!("{at}/publish"), &kin.stadt, &json!({}));
    assert_eq!(published.status, 201, "{}", String::from_utf8_lossy(&published.bytes));
    let version = kin.server.get(&format!("{FORK}/versions/latest")).json();
    let parents = json!([
        {"blueprint": "musterstadt/fundsache", "version": "1.0.1"},
        {"blueprint": "beispielkreis/fundsache", "version": "1.0.1"},
    ]);
    assert_eq!(version["parents"], parents);
    let listed = kin.server.get(&format!("{FORK}/versions")).json();
    assert_eq!(
        (&listed["items"][0]["parents"], &listed["items"][1]["parents"]),
        (&parents, &json!([]))
    );
    let state = kin.upstream();
    assert_eq!((&state["behind"], &state["own_changes"]), (&json!(0), &json!(0)));
}

#[test]
fn what_is_wrong_with_a_decision_is_named_and_nothing_is_kept() {
    let kin = torn();
    let draft = begin(&kin, "latest").json();
    for (body, expected) in [
        (json!({"resolutions": []}), "merge-resolution-missing "),
        (
            json!({"resolutions": [{"path": "/license", "take": "ours"}]}),
            "merge-resolution-unknown ",
        ),
        (json!({"path": "/title/de"}), "resolution /take"),
        (
            json!({"resolutions": [{"path": "/title/de", "take": "mine"}]}),
            "resolution /resolutions/0/take",
        ),
        (json!({"path": "/title/de", "take": "ours", "value": "x"}), "resolution /take"),
        (json!({"take": "ours"}), "member-missing /path"),
        (json!({"path": "/title/de", "take": "ours", "why": "x"}), "member-unknown /why"),
    ] {
        let refused = decide(&kin, &draft, &body);
        assert_eq!(codes(&refused), [expected], "{body}");
    }
    let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    let seen =
        kin.server.send("GET", &path, &[("Authorization", &format!("Bearer {}", kin.stadt))], b"");
    assert_eq!(
        (&seen.json()["draft"]["revision"], &seen.json()["merge"]["decided"]),
        (&json!(1), &json!(0))
    );
    let plain = kin.post("/api/v1/drafts", &kin.stadt, &json!({"organisation": "musterstadt"}));
    let no_merge = decide(&kin, &plain.json(), &json!({"path": "/title/de", "take": "ours"}));
    assert_eq!(no_merge.problem(), "409 draft-state");
    let own = decide(&kin, &draft, &json!({"path": "/title/de", "value": "Etwas anderes"}));
    assert_eq!(own.json()["merged"]["title"]["de"], "Etwas anderes");
}

#[test]
fn only_what_qualifies_can_be_begun_and_only_by_its_organisation() {
    let kin = torn();
    for (version, status) in [("1.0.0", 409), ("7.0.0", 404), ("neu", 400)] {
        assert_eq!(begin(&kin, version).status, status, "{version}");
    }
    let body = json!({"upstream_version": "latest"});
    let foreign = kin.post(&format!("{FORK}/merges"), &kin.kreis, &body);
    assert_eq!(foreign.status, 403);
    let no_fork = kin.post("/blueprints/beispielkreis/fundsache/merges", &kin.kreis, &body);
    assert_eq!(no_fork.status, 404);
}

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn send(kin: &Kin, person: &Person, path: &str, form: &str) -> Answer {
    let form = format!("{form}&csrf={}", person.form_token);
    let headers = [FORM, ("Cookie", person.cookie.as_str())];
    kin.server.send("POST", path, &headers, form.as_bytes())
}

fn page(kin: &Kin, person: &Person, path: &str) -> String {
    let answer = kin.server.send("GET", path, &[("Cookie", person.cookie.as_str())], b"");
    assert_eq!(answer.status, 200, "{path}");
    String::from_utf8_lossy(&answer.bytes).into_owned()
}

#[test]
fn in_a_browser_a_merge_is_begun_decided_and_shown() {
    let kin = torn();
    let anna = kin.server.person("anna", Some(("musterstadt", "contributor")));
    let reader = kin.server.person("rita", Some(("musterstadt", "reader")));
    let forks = "/blaupausen/musterstadt/fundsache/ableitungen";
    assert!(!page(&kin, &reader, forks).contains("Abgleich beginnen"));
    let offered = page(&kin, &anna, forks);
    assert!(offered.contains("Abgleich beginnen"));
    assert!(!offered.contains("bewusst überspringen"), "that takes another role");
    let mine = page(&kin, &anna, "/meine");
    assert!(mine.contains(forks) && mine.contains("1 Version hinter dem Ursprung"), "{mine}");
    let begun = send(&kin, &anna, &format!("{forks}/abgleich"), "version=1.0.1");
    assert_eq!(begun.status, 303);
    let draft = begun.header("location").to_owned();
    let shown = page(&kin, &anna, &draft);
    for expected in
        ["Fundsache melden", "Fundbüro", "Fundsachen", "Eine Stelle ist zu entscheiden", "value-0"]
    {
        assert!(shown.contains(expected), "{expected}");
    }
    let decisions = format!("{draft}/entscheidungen");
    let choice = "revision=1&path-0=%2Ftitle%2Fde&text-0=ja";
    let nothing = send(&kin, &anna, &decisions, choice);
    assert_eq!(nothing.status, 422);
    let late = send(
        &kin,
        &anna,
        &decisions,
        &format!("{choice}&take-0=own&value-0=Eigenes&revision=7").replace("revision=1&", ""),
    );
    assert_eq!(late.status, 422);
    let kept = String::from_utf8_lossy(&late.bytes).into_owned();
    assert!(
        kept.contains("Eigenes") && kept.contains("value=\"own\" checked"),
        "what was typed stays"
    );
    let unreadable = format!("{}&take-0=own&value-0=kein+JSON", choice.replace("&text-0=ja", ""));
    let unreadable = send(&kin, &anna, &decisions, &unreadable);
    assert!(String::from_utf8_lossy(&unreadable.bytes).contains("id=\"value-0-fault\""));
    let decided =
        send(&kin, &anna, &decisions, &format!("{choice}&take-0=own&value-0=Fund%0D%0ASache"));
    assert_eq!(decided.status, 303);
    assert!(page(&kin, &anna, &draft).contains("Alle Stellen sind entschieden"));
    let bernd = kin.server.person("bernd", Some(("musterstadt", "publisher")));
    let waiting = "Ein Entwurf wartet auf eine zweite Person";
    assert!(!page(&kin, &bernd, "/meine").contains(waiting));
    assert_eq!(send(&kin, &anna, &format!("{draft}/einreichen"), "revision=2").status, 303);
    assert!(page(&kin, &bernd, "/meine").contains(waiting));
    assert!(!page(&kin, &anna, "/meine").contains(waiting), "she may not decide about it");
}

#[test]
fn in_a_browser_a_version_is_skipped_for_a_reason() {
    let kin = torn();
    let bernd = kin.server.person("bernd", Some(("musterstadt", "publisher")));
    let forks = "/blaupausen/musterstadt/fundsache/ableitungen";
    let skip = format!("{forks}/ueberspringen");
    let refused = send(&kin, &bernd, &skip, "version=1.0.1&reason=+");
    assert_eq!(refused.status, 422);
    assert!(String::from_utf8_lossy(&refused.bytes).contains("id=\"reason-fault\""));
    assert_eq!(send(&kin, &bernd, &skip, "version=1.0.1&reason=Bei+uns+anders").status, 303);
    let shown = page(&kin, &bernd, forks);
    assert!(shown.contains("Bei uns anders") && !shown.contains("Abgleich beginnen"));
}
