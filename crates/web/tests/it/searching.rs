//! The search from outside: what can be asked, what is said beside the answer, suggestions, and what is alike.

use serde_json::{Value, json};

use crate::server::{TestServer, document};

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

/// Three blueprints about dogs and one about lost things.
fn filled() -> TestServer {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    for (name, title, step, min) in [
        ("hund-anmelden", "Hundesteuer anmelden", "Steuermarke zusenden", 0),
        ("hund-abmelden", "Hundesteuer abmelden", "Steuermarke zurücknehmen", 20_000),
        ("hundewiese", "Hundewiese benutzen", "Tor aufschließen", 0),
        ("fundsache", "Fundsache melden", "Anzeige prüfen", 0),
    ] {
        let mut value = document("1.0.0");
        value["name"] = name.into();
        value["title"] = json!({"de": title});
        value["summary"]["de"] = format!("{title} bei der Gemeinde.").into();
        value["process"]["nodes"][0]["title"]["de"] = step.into();
        value["legal_bases"] =
            json!([{"id": "satzung", "citation": "§ 7 KAG", "level": "municipal"}]);
        value["applicability"] = json!({"population": {"min": min}});
        let answer = server.publish(&token, &value);
        assert_eq!(answer.status, 201, "{}", answer.json());
    }
    server.catch_up();
    server
}

#[test]
fn a_hit_says_where_it_matched_and_on_demand_why() {
    let server = filled();
    let page = server.get("/blueprints?q=Steuermarke").json();
    let highlights = page["items"][0]["highlights"].as_array().unwrap();
    let highlight = highlights.iter().find(|highlight| highlight["field"] == "step").unwrap();
    assert_eq!(highlight["lang"], "de");
    assert!(highlight["html"].as_str().unwrap().starts_with("<mark>Steuermarke</mark>"));
    assert_eq!(page["items"][0].get("explanation"), None);
    let page = server.get("/blueprints?q=hund+anmelden&explain=true").json();
    let told = &page["items"][0]["explanation"];
    assert_eq!(told["words"][0]["typed"], "hund");
    assert!(0.0 < told["score"].as_f64().unwrap());
    assert_eq!(told["coverage"], 1.0);
}

#[test]
fn typing_errors_partial_matches_and_remarks_are_said() {
    let server = filled();
    let page = server.get("/blueprints?q=hundestuer+anmelden").json();
    assert_eq!(names(&page)[0], "hund-anmelden");
    assert_eq!(page["corrections"], json!([{"typed": "hundestuer", "taken": "hundesteuer"}]));
    assert_eq!(page["partial"], false);
    let page = server.get("/blueprints?q=hund+anmelden+xylophon").json();
    assert_eq!((names(&page)[0], &page["partial"]), ("hund-anmelden", &json!(true)));
    for (asked, code, pointer) in [
        ("q=%22hund", "unbalanced-quote", "/q"),
        ("q=der+die+das", "only-stop-words", "/q"),
        ("q=%3F%21", "no-words", "/q"),
        ("q=-hund", "only-exclusions", "/q"),
        ("q=melden+--hund", "nested-exclusion", "/q"),
        ("owner=gibt-es-nicht", "unknown-value", "/owner"),
        ("keyword=gibt-es-nicht", "unknown-value", "/keyword"),
    ] {
        let page = server.get(&format!("/blueprints?{asked}")).json();
        let remark = &page["remarks"][0];
        assert_eq!(
            (remark["code"].as_str(), remark["pointer"].as_str()),
            (Some(code), Some(pointer))
        );
    }
    let long = format!("/blueprints?q={}", "hund+".repeat(1_000));
    assert_eq!(server.get(&long).json()["remarks"][0]["code"], "cut-off");
    let english = [("accept-language", "en")];
    let answer = server.send("GET", "/blueprints?q=-hund", &english, b"").json();
    assert!(answer["remarks"][0]["message"].as_str().unwrap().starts_with("The search only"));
}

#[test]
fn experts_ask_by_part_phrase_and_paragraph() {
    let server = filled();
    for (asked, expected) in [
        ("schritt:steuermarke", vec!["hund-abmelden", "hund-anmelden"]),
        ("titel:steuermarke", vec![]),
        ("%22Hundesteuer+anmelden%22", vec!["hund-anmelden"]),
        ("hund+-steuer", vec!["hundewiese"]),
        ("%C2%A7+7+KAG+wiese", vec!["hundewiese"]),
    ] {
        let page = server.get(&format!("/blueprints?q={asked}&sort=name")).json();
        assert_eq!(names(&page), expected, "{asked}");
    }
}

#[test]
fn ranges_narrow_and_wrong_values_are_named() {
    let server = filled();
    let total = |asked: &str| server.get(&format!("/blueprints?{asked}")).json()["total"].clone();
    assert_eq!((total("population=5000"), total("population=20000")), (json!(3), json!(4)));
    assert_eq!((total("min_seal_from=1"), total("")), (json!(0), json!(4)));
    let facets = server.get("/blueprints?facets=owner,kind").json()["facets"].clone();
    assert_eq!(facets.as_object().unwrap().keys().collect::<Vec<_>>(), ["kind", "owner"]);
    for (asked, pointer) in [
        ("state=99", "/state"),
        ("channel=analog", "/channel"),
        ("deprecated=vielleicht", "/deprecated"),
        ("population=viele", "/population"),
        ("min_seal_from=5", "/min_seal_from"),
        ("facets=farbe", "/facets"),
        ("explain=ja", "/explain"),
    ] {
        let answer = server.get(&format!("/blueprints?{asked}"));
        assert_eq!(answer.problem(), "400 invalid-request", "{asked}");
        assert_eq!(answer.findings(), [format!("parameter-value {pointer}")], "{asked}");
    }
}

#[test]
fn a_cursor_belongs_to_its_order_and_filters_have_an_end() {
    let server = filled();
    let page = server.get("/blueprints?q=hund&sort=name&limit=1").json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let same = server.get(&format!("/blueprints?q=hund&sort=name&limit=1&cursor={cursor}"));
    assert_eq!(same.status, 200);
    let other = server.get(&format!("/blueprints?q=hund&sort=updated&limit=1&cursor={cursor}"));
    assert_eq!(other.findings(), ["cursor /cursor"]);
    let filters = |n: u32| {
        let filters: Vec<String> = (0..n).map(|n| format!("keyword=wort-{n}")).collect();
        format!("?{}", filters.join("&"))
    };
    assert_eq!(server.get(&format!("/blueprints{}", filters(64))).status, 200);
    let many = server.get(&format!("/blueprints{}", filters(65)));
    assert_eq!(many.findings(), ["parameter-value /keyword"]);
    // A page reads as many and goes on.
    assert_eq!(server.get(&format!("/blaupausen{}", filters(3_000))).status, 200);
    let turned = server.get("/blueprints?min_seal_from=3&min_seal_to=1");
    assert_eq!((turned.status, turned.findings()), (200, Vec::new()));
}

#[test]
fn suggestions_come_from_titles_and_wrong_limits_are_named() {
    let server = filled();
    let found = server.get("/api/v1/suggestions?q=hundes").json();
    assert_eq!(found["items"][0]["kind"], "title");
    assert_eq!(found["items"].as_array().unwrap().len(), 2);
    let one = server.get("/api/v1/suggestions?q=hundew&limit=1").json();
    assert_eq!(one["items"][0]["blueprint"], "musterstadt/hundewiese");
    assert_eq!(server.get("/api/v1/suggestions?q=").json()["items"], json!([]));
    for limit in ["0", "21", "x"] {
        let answer = server.get(&format!("/api/v1/suggestions?q=a&limit={limit}"));
        assert_eq!(answer.findings(), ["parameter-value /limit"], "{limit}");
    }
}

#[test]
fn what_is_about_the_same_is_alike() {
    let server = filled();
    let alike = server.get("/blueprints/musterstadt/hund-anmelden/similar?limit=1").json();
    assert_eq!(names(&alike), ["hund-abmelden"]);
    let nobody = server.get("/blueprints/musterstadt/gibt-es-nicht/similar");
    assert_eq!(nobody.problem(), "404 not-found");
}

/// One for everybody, one for others, one that names a product which says nothing; musterstadt asks for a certificate.
fn fitted() -> TestServer {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    let product = json!([{"id": "beispiel-it", "name": "Beispiel IT eG", "products": [{"id": "p", "name": "Werk"}]}]);
    for (name, applicability, vendors) in [
        ("fuer-alle", json!({}), json!([])),
        ("fuer-kreise", json!({"kinds": ["region"]}), json!([])),
        ("fuer-staedte", json!({"kinds": ["municipality"]}), product),
    ] {
        let mut value = document("1.0.0");
        value["name"] = name.into();
        value["applicability"] = applicability;
        value["vendors"] = vendors;
        let answer = server.publish(&token, &value);
        assert_eq!(answer.status, 201, "{}", answer.json());
    }
    server.catch_up();
    server
}

#[test]
fn a_search_for_an_organisation_filters_and_counts_by_fit() {
    let server = fitted();
    let page = server.get("/blueprints?fits=musterstadt&sort=name").json();
    assert_eq!((names(&page), &page["total"]), (vec!["fuer-alle", "fuer-staedte"], &json!(2)));
    assert_eq!(page["items"][0]["fit"], "fits");
    let counts = json!([{"value": "fits", "count": 2}, {"value": "gaps", "count": 0}, {"value": "unfit", "count": 1}]);
    assert_eq!(page["facets"]["fit"], counts);
    let unfit = server.get("/blueprints?fits=musterstadt&fit=unfit").json();
    assert_eq!((names(&unfit), &unfit["facets"]["fit"]), (vec!["fuer-kreise"], &counts));
    let all = server.get("/blueprints?fits=musterstadt&fit=unfit&fit=gaps&fit=fits").json();
    assert_eq!(all["total"], 3);
    // Pages go on within what suits.
    let first = server.get("/blueprints?fits=musterstadt&limit=1&sort=name");
    assert!(first.header("link").contains("fits=musterstadt"), "{}", first.header("link"));
    let cursor = first.json()["next_cursor"].as_str().unwrap().to_owned();
    let second = format!("/blueprints?fits=musterstadt&limit=1&sort=name&cursor={cursor}");
    assert_eq!(names(&server.get(&second).json()), ["fuer-staedte"]);
    assert_eq!(server.get(&second).json()["next_cursor"], Value::Null);
    // Only counted where wanted, and only where somebody was named.
    let named = |facets: &str| {
        let page = server.get(&format!("/blueprints?fits=musterstadt&facets={facets}")).json();
        page["facets"].as_object().unwrap().keys().cloned().collect::<Vec<String>>()
    };
    assert_eq!(
        (named("owner"), named("fit,owner")),
        (vec!["owner".into()], vec!["fit".into(), "owner".into()])
    );
    let plain = server.get("/blueprints").json();
    assert_eq!((plain["facets"].get("fit"), plain["items"][0].get("fit")), (None, None));
}

#[test]
fn a_policy_counts_at_once() {
    let server = fitted();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let total = |fit: &str| {
        server.get(&format!("/blueprints?fits=musterstadt&fit={fit}")).json()["total"].clone()
    };
    assert_eq!((total("fits"), total("gaps")), (json!(2), json!(0)));
    let policy = json!({"policy": {"required_certificates": ["bsi-c5"]}});
    let at = "/api/v1/organisations/musterstadt";
    assert_eq!(olga.json(&server, "PATCH", at, &policy).status, 200);
    assert_eq!((total("fits"), total("gaps")), (json!(0), json!(2)));
}

#[test]
fn who_asks_amiss_for_fit_is_told_how() {
    let server = fitted();
    for (asked, pointer, remedy) in [
        ("fits=niemand", "/fits", "/api/v1/organisations"),
        ("fits=", "/fits", "/api/v1/organisations"),
        ("fits=Kein%20Name", "/fits", "/api/v1/organisations"),
        ("fit=fits", "/fit", "fits=musterstadt"),
        ("fits=musterstadt&fit=perfekt", "/fit", "fits, gaps, unfit"),
        ("facets=fit", "/facets", "owner"),
    ] {
        for lang in ["de", "en"] {
            let path = format!("/blueprints?{asked}");
            let answer = server.send("GET", &path, &[("accept-language", lang)], b"");
            assert_eq!(answer.problem(), "400 invalid-request", "{asked}");
            assert_eq!(answer.findings(), [format!("parameter-value {pointer}")], "{asked}");
            let text = String::from_utf8(answer.bytes.clone()).unwrap();
            assert!(text.contains(remedy), "{asked}: {text}");
        }
    }
}
