//! Who uses a blueprint, on its pages: seen by everybody, recorded by those who may, as a browser without scripts does it.

use crate::{
    adoptions::adoptable,
    people_pages::{attribute, get, send, texts},
    server::{Answer, Person, TestServer},
};

const PAGE: &str = "/blaupausen/musterstadt/fundsache/nachnutzung";

fn given() -> (TestServer, Person) {
    let server = TestServer::start();
    let stadt = server.token("musterstadt");
    for version in ["1.0.0", "1.0.1"] {
        assert_eq!(server.publish(&stadt, &adoptable(version)).status, 201);
    }
    let kurt = server.person("kurt", Some(("beispielkreis", "contributor")));
    server.catch_up();
    (server, kurt)
}

fn record(server: &TestServer, person: &Person, fields: &str) -> Answer {
    send(server, person, PAGE, &format!("organisation=beispielkreis&{fields}"))
}

fn chosen(page: &Answer, id: &str) -> Option<String> {
    attribute(page, &format!("[id='{id}'] option[selected]"), "value")
}

#[test]
fn somebody_records_that_their_organisation_uses_it() {
    let (server, kurt) = given();
    let open = server.get(PAGE);
    assert_eq!(open.status, 200);
    assert!(
        attribute(&open, "form[method=post]", "action").is_none(),
        "who has not signed in only reads"
    );
    let to_sign_in = format!("a[href='/anmelden?weiter={PAGE}']");
    assert!(
        attribute(&open, &to_sign_in, "href").is_some(),
        "{}",
        String::from_utf8_lossy(&open.bytes)
    );
    let empty = get(&server, &kurt, PAGE);
    assert_eq!(attribute(&empty, "input[name=revision]", "value").as_deref(), Some("0"));
    assert_eq!(
        attribute(&empty, "form[method=post] input[name=version]", "value").as_deref(),
        Some("1.0.1")
    );
    let html = scraper::Html::parse_document(&String::from_utf8_lossy(&empty.bytes));
    assert_eq!(html.errors, Vec::<std::borrow::Cow<'_, str>>::new());
    assert_eq!(texts(&empty, "form dl.facts dd"), ["6 (fest)"]);
    assert!(
        attribute(&empty, "[id='parameters/frist']", "id").is_none(),
        "what is fixed is no field"
    );

    let form = "version=1.0.0&revision=0&stage=introducing&product=beispiel-it/antrag&started_on=2026-03-01&effort_hours=80\
        &parameters/gebuehr=20&parameters/digital=true&parameters/zeiten=%7B%22mo%22%3A8%7D&note=F%C3%BCr+uns";
    let done = record(&server, &kurt, form);
    assert_eq!(
        (done.status, done.header("location")),
        (303, "/blaupausen/musterstadt/fundsache/nachnutzung?organisation=beispielkreis"),
        "{:?}",
        texts(&done, "#faults li")
    );
    server.catch_up();
    let own = get(&server, &kurt, PAGE);
    assert_eq!(chosen(&own, "stage").as_deref(), Some("introducing"));
    assert_eq!(chosen(&own, "product").as_deref(), Some("beispiel-it/antrag"));
    assert_eq!(chosen(&own, "parameters/digital").as_deref(), Some("true"));
    assert_eq!(attribute(&own, "[id='parameters/gebuehr']", "value").as_deref(), Some("20"));
    assert_eq!(texts(&own, "[id='parameters/zeiten']"), ["{ \"mo\": 8 }"]);
    assert_eq!(texts(&own, "#note"), ["Für uns"]);
    let public = server.get(PAGE);
    assert_eq!(texts(&public, "#introducing + div tbody th"), ["beispielkreis"]);
    assert!(!String::from_utf8_lossy(&public.bytes).contains("Für uns"));
    let overview = server.get("/blaupausen/musterstadt/fundsache");
    assert_eq!(
        texts(&overview, &format!("p a[href='{PAGE}']")),
        ["Eine Organisation nutzt diese Blaupause."]
    );
    let found = texts(
        &server.get("/blaupausen?adopted_by=beispielkreis&sort=adoptions"),
        "article p.muted",
    );
    let used = found.iter().filter(|text| text.contains("von 1 Organisation nachgenutzt"));
    assert_eq!(used.count(), 1, "{found:?}");
}

#[test]
fn whoever_acts_for_an_organisation_is_told_what_changed_since() {
    let (server, kurt) = given();
    assert_eq!(record(&server, &kurt, "version=1.0.0&revision=0&stage=planned").status, 303);
    let mine = get(&server, &kurt, "/meine");
    assert!(texts(&mine, "article li")[0].contains("Es gibt eine neuere Version."));
    let compare = attribute(&mine, "article li a[href^='/vergleich?']", "href");
    let compare = compare.expect("a link to what has changed");
    let shown = server.get(&compare);
    let text = String::from_utf8_lossy(&shown.bytes).into_owned();
    assert!(shown.status == 200 && text.contains("1.0.0") && text.contains("1.0.1"), "{compare}");
}

#[test]
fn what_is_wrong_is_named_and_what_was_typed_stays() {
    let (server, kurt) = given();
    let form = "version=1.0.0&revision=0&stage=productive&started_on=gestern&effort_hours=viel\
        &parameters/gebuehr=teuer&parameters/zeiten=%7Bmo&note=Bleibt";
    let refused = record(&server, &kurt, form);
    assert_eq!(refused.status, 422);
    let selector = "#faults a";
    let n_faults = texts(&refused, selector).len();
    let mut places: Vec<String> = Vec::new();
    for n in 1..=n_faults {
        places.extend(attribute(&refused, &format!("#faults li:nth-child({n}) a"), "href"));
    }
    places.sort();
    assert_eq!(
        places,
        ["#effort_hours", "#parameters/gebuehr", "#parameters/zeiten", "#started_on"]
    );
    for place in &places {
        let id = place.trim_start_matches('#');
        let field = format!("[id='{id}'][aria-invalid=true]");
        assert!(attribute(&refused, &field, "aria-describedby").is_some(), "{place}");
    }
    let kept = |id: &str| attribute(&refused, &format!("[id='{id}']"), "value");
    assert_eq!(
        (kept("started_on").as_deref(), kept("effort_hours").as_deref()),
        (Some("gestern"), Some("viel"))
    );
    assert_eq!(kept("parameters/gebuehr").as_deref(), Some("teuer"));
    assert_eq!(
        (texts(&refused, "[id='parameters/zeiten']"), texts(&refused, "#note")),
        (vec!["{mo".to_owned()], vec!["Bleibt".to_owned()])
    );
    assert_eq!(chosen(&refused, "stage").as_deref(), Some("productive"));
    server.catch_up();
    assert!(texts(&server.get(PAGE), "table").is_empty(), "nothing was recorded");
}

#[test]
fn a_record_is_changed_only_as_it_was_seen_and_removed_when_it_was_a_mistake() {
    let (server, kurt) = given();
    assert_eq!(record(&server, &kurt, "version=1.0.0&revision=0&stage=planned").status, 303);
    let blind = record(&server, &kurt, "version=1.0.1&revision=0&stage=productive");
    assert_eq!((blind.status, chosen(&blind, "stage").as_deref()), (422, Some("productive")));
    assert_eq!(attribute(&blind, "input[name=revision]", "value").as_deref(), Some("1"));
    assert_eq!(record(&server, &kurt, "version=1.0.1&revision=1&stage=productive").status, 303);
    let stranger = server.person("sara", Some(("musterstadt", "owner")));
    let forbidden = record(&server, &stranger, "version=1.0.1&revision=2&stage=ended");
    assert_eq!(forbidden.status, 403);
    let remove = format!("{PAGE}/entfernen");
    assert_eq!(send(&server, &kurt, &remove, "organisation=beispielkreis&revision=1").status, 422);
    let unsigned = server.send(
        "POST",
        &remove,
        &[("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", kurt.cookie.as_str())],
        b"organisation=beispielkreis&revision=2",
    );
    assert_eq!(unsigned.status, 403);
    assert_eq!(send(&server, &kurt, &remove, "organisation=beispielkreis&revision=2").status, 303);
    let after = get(&server, &kurt, PAGE);
    assert_eq!(attribute(&after, "input[name=revision]", "value").as_deref(), Some("0"));
    assert!(texts(&after, "table").is_empty());
}
