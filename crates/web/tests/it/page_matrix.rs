//! Every page and every form, asked by everybody. As for the API, the expectation is the authorisation table alone.

use registry::{Act, People, Role};

use crate::{
    matrix::{Caller, Scene, may},
    server::Answer,
};

const CALLERS: [Caller; 6] = [
    Caller::Anonymous,
    Caller::Stranger,
    Caller::Member(Role::Reader),
    Caller::Member(Role::Publisher),
    Caller::Member(Role::Owner),
    Caller::Operator,
];

/// What changes the caller's own rights comes last, and only one of these can be tried with the same session.
fn rank(method: &str, path: &str) -> u8 {
    match (method, path) {
        ("POST", "/abmelden" | "/meine/konto/abmelden" | "/meine/konto/loeschen") => 2,
        ("POST", path) if path.ends_with("/veroeffentlichen") || path.ends_with("/verwerfen") => 1,
        _ => 0,
    }
}

fn ask(scene: &Scene, method: &str, path: &str) -> Answer {
    let mut address = path.to_owned();
    for (page, api) in [
        ("token/{id}", "tokens/{id}"),
        ("vertrauen/{id}", "trusted-publishers/{id}"),
        ("einladungen/{id}", "invitations/{id}"),
        ("entwuerfe/{id}", "drafts/{id}"),
        ("vorschlaege/{id}", "proposals/{id}"),
        ("erprobungen/{id}", "attestations/{id}"),
        ("uebertragungen/{id}", "transfers/{id}"),
        ("pruefung/{id}", "reviews/{id}"),
    ] {
        let segment = page.split('/').next().unwrap();
        let id = scene.place(api).split('/').nth(1).unwrap().to_owned();
        address = address.replace(page, &format!("{segment}/{id}"));
    }
    for (parameter, value) in
        [("{provider}", "keiner"), ("{slug}", "not-found"), ("{fingerprint}", "0")]
    {
        address = address.replace(parameter, value);
    }
    let address = scene.address(&address);
    let form = "organisation=musterstadt&role=reader&reason=Probe&version=2.0.0";
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    match &scene.person {
        Some(person) => {
            let form = format!("{form}&person={}&csrf={}", person.id, person.form_token);
            let headers = [headers[0], ("Cookie", person.cookie.as_str())];
            let body = if method == "GET" { "" } else { &form };
            scene.server.send(method, &address, &headers, body.as_bytes())
        }
        None if method == "GET" => scene.server.get(&address),
        None => scene.server.send(method, &address, &headers, form.as_bytes()),
    }
}

/// Each shows or changes only what belongs to whoever asks, whatever organisation that is.
fn is_ones_own(path: &str) -> bool {
    path == "/entwuerfe"
}

fn judge(caller: Caller, (method, path, act): (&str, &str, Act), answer: &Answer) {
    let told = format!("{method} {path} by {caller:?}: {}", answer.status);
    assert!(answer.status < 500, "{told}");
    let is_led = answer.status == 303 && answer.header("location").starts_with("/anmelden");
    let is_open = act.rule().people == People::Anyone;
    if caller == Caller::Anonymous && !is_open {
        return assert!(is_led, "{told}");
    }
    let is_denied = matches!(answer.status, 401 | 403);
    if is_ones_own(path) && method == "GET" {
        let text = String::from_utf8_lossy(&answer.bytes);
        let sees = text.contains("/entwuerfe/") && text.contains("entwurf");
        return assert!(!is_denied && (may(caller, act) || !sees), "{told}");
    }
    // Somebody comes back from a provider to which nobody was sent.
    let is_no_return = path == "/anmelden/{provider}/zurueck" && answer.status == 403;
    if may(caller, act) {
        assert!(!is_denied || is_no_return, "{told}");
    } else {
        // To those who may not know of it, it does not exist; whoever may see the page is told there.
        let is_unknown =
            answer.status == 404 || answer.status == 422 && path.ends_with("/token/{id}/sperren");
        assert!(is_denied || is_unknown, "{told}");
    }
}

#[test]
fn everybody_sees_the_pages_that_the_table_says_and_no_others() {
    for caller in CALLERS {
        let scene = Scene::of(caller);
        let mut pages: Vec<_> = web::pages().collect();
        assert!(50 < pages.len());
        pages.sort_by_key(|(method, path, _)| rank(method, path));
        let mut has_left = false;
        for (method, path, act) in pages {
            if rank(method, path) == 2 && std::mem::replace(&mut has_left, true) {
                continue;
            }
            scene.server.catch_up();
            // One's own role is not given away, or the rest would be asked by somebody else.
            if path == "/meine/{organisation}/rollen" && may(caller, act) {
                continue;
            }
            let answer = ask(&scene, method, path);
            judge(caller, (method, path, act), &answer);
        }
    }
}
