//! From a token to a version that outlives the program: over HTTP and with the program itself.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use testkit::valid_example;

use crate::program::{Home, Run, Server};

const ADDRESS: &str = "blueprints/musterstadt/fundsache-melden/versions";

on_each_database! {
    fn a_version_is_published_again_altered_broken_and_survives(home: &Home) {
        let server = home.serve(&[]);
        let token = musterstadt(home);
        let document = valid_example("minimal");

        let (status, published) = put(&server, &token, "1.0.0", &document);
        assert_eq!((status, &published["created"]), (201, &json!(true)), "{published}");
        let digest = published["digest"].as_str().unwrap().to_owned();
        // Nothing happens between the answer and the end of the program.
        server.kill();

        let server = home.serve(&[]);
        let (bytes, said) = document_of(&server, "1.0.0");
        assert_eq!(bytes, canonical(&document));
        assert_eq!(said, digest);
        assert_eq!(sha256(&bytes), digest);

        let (status, again) = put(&server, &token, "1.0.0", &document);
        assert_eq!((status, &again["created"]), (200, &json!(false)), "{again}");
        assert_eq!(again["digest"], digest.as_str());

        let mut altered = document.clone();
        altered["title"]["de"] = json!("Fundsache anzeigen");
        let (status, problem) = put(&server, &token, "1.0.0", &altered);
        assert_eq!(status, 409, "{problem}");
        let change = &problem["changes"][0];
        assert_eq!(change["path"], "/title/de");
        assert_eq!((&change["before"], &change["after"]), (&json!("Fundsache melden"), &json!("Fundsache anzeigen")));
        assert_eq!(document_of(&server, "1.0.0").0, bytes);
    }

    fn a_document_broken_in_five_places_is_told_all_five_in_german(home: &Home) {
        let server = home.serve(&[]);
        let token = musterstadt(home);
        let broken = broken();
        let (status, problem) = put(&server, &token, "1.0.0", &broken);
        assert_eq!(status, 422, "{problem}");
        let findings = problem["findings"].as_array().unwrap();
        let mut pointers: Vec<&str> = findings.iter().map(|it| it["pointer"].as_str().unwrap()).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, FIVE);
        let bytes = serde_json::to_vec(&broken).unwrap();
        let parsed = blueprint::parse(&bytes, blueprint::Syntax::Json).unwrap();
        for expected in blueprint::check(&parsed, "2026-09-01".parse().unwrap()) {
            let is_told = findings.iter().any(|it| it["message"] == expected.message.de.as_str());
            assert!(is_told, "{}: {problem}", expected.message.de);
        }
        let (status, _) = get(&server, &format!("{ADDRESS}/1.0.0"));
        assert_eq!(status, 404);
    }

    fn the_program_publishes_yanks_forks_shows_and_finds(home: &Home) {
        let server = home.serve(&[]);
        let token = musterstadt(home);
        let file = home.write("fundsache.json", valid_example("minimal").to_string());
        let run = |arguments: &[&str]| home.run_at(&server, &token, arguments);

        let dry = run(&["publish", file, "--dry-run"]);
        assert_eq!(dry.code, 0, "{dry:?}");
        assert_eq!(get(&server, &format!("{ADDRESS}/1.0.0")).0, 404);

        let first = run(&["publish", file]);
        assert_eq!(first.code, 0, "{first:?}");
        assert!(first.stdout.starts_with("musterstadt/fundsache-melden 1.0.0 sha256:"), "{first:?}");
        assert!(first.stderr.contains("Veröffentlicht"), "{first:?}");
        let again = run(&["publish", file, "--format", "json"]);
        assert_eq!(again.code, 0, "{again:?}");
        assert_eq!(value(&again)["created"], false);

        let altered = valid_example("minimal").to_string().replace("Fundsache melden", "Fundsache anzeigen");
        let altered = run(&["publish", home.write("anders.json", altered)]);
        assert_eq!(altered.code, 1, "{altered:?}");
        assert!(altered.stderr.contains("/title/de"), "{altered:?}");

        let reference = "musterstadt/fundsache-melden@1.0.0";
        let shown = run(&["show", reference, "--document"]);
        assert_eq!(shown.stdout.as_bytes(), canonical(&valid_example("minimal")));
        assert_eq!(value(&run(&["show", "musterstadt/fundsache-melden", "--format", "json"]))["latest"], "1.0.0");
        found(&run, "Fundsache");

        let forked = run(&["fork", "musterstadt/fundsache-melden@^1.0", "musterstadt/fundtier-melden", "--kind", "variant", "--reason", "Fundtiere"]);
        assert_eq!(forked.code, 0, "{forked:?}");
        assert!(forked.stdout.starts_with("musterstadt/fundtier-melden 1.0.0 sha256:"), "{forked:?}");

        let adopted = run(&["adopt", "musterstadt/fundsache-melden", "--organisation", "musterstadt", "--stage", "planned", "--note", "Erst im Herbst"]);
        assert_eq!(adopted.stdout, "musterstadt musterstadt/fundsache-melden 1.0.0 planned\n", "{adopted:?}");
        let further = run(&["adopt", reference, "--organisation", "musterstadt", "--stage", "productive", "--effort-hours", "8", "--format", "json"]);
        let further = value(&further);
        assert_eq!((&further["stage"], &further["note"], &further["effort_hours"]), (&json!("productive"), &json!("Erst im Herbst"), &json!(8)), "what was not named stays");
        let refused = run(&["adopt", reference, "--organisation", "musterstadt", "--stage", "productive", "--set", "gebuehr=1", "--product", "x/y"]);
        assert_eq!(refused.code, 1, "{refused:?}");
        assert!(refused.stderr.contains("/parameters/gebuehr") && refused.stderr.contains("/product"), "{refused:?}");

        let yanked = run(&["yank", reference, "--reason", "Gebühr falsch", "--format", "json"]);
        assert_eq!(yanked.code, 0, "{yanked:?}");
        assert_eq!(value(&yanked)["yanked"]["reason"], "Gebühr falsch");
        assert!(run(&["show", reference]).stdout.contains("Gebühr falsch"));
        let undone = run(&["yank", reference, "--undo", "--format", "json"]);
        assert_eq!(value(&undone)["yanked"], Value::Null, "{undone:?}");
    }

    fn findings_of_the_registry_have_lines_and_columns(home: &Home) {
        let server = home.serve(&[]);
        let token = musterstadt(home);
        let file = home.write("kaputt.json", format!("{:#}", broken()));
        let refused = home.run_at(&server, &token, &["publish", file]);
        assert_eq!(refused.code, 1, "{refused:?}");
        for pointer in FIVE {
            let line = refused.stderr.lines().find(|line| line.ends_with(&format!(", {pointer}]"))).unwrap();
            let place = line.strip_prefix("kaputt.json:").unwrap();
            assert!(place.starts_with(|c: char| c.is_ascii_digit()), "{line}");
            assert!(line.contains(": Fehler: "), "{line}");
        }
        let json = home.run_at(&server, &token, &["publish", file, "--format", "json"]);
        assert_eq!(json.code, 1);
        assert_eq!(value(&json)["status"], 422);
    }

    fn the_commands_that_the_server_prints_work_as_printed(home: &Home) {
        let server = home.serve(&[]);
        let mut document = valid_example("minimal");
        document["owner"] = json!("meine-stadt");
        document["name"] = json!("meine-blaupause");
        // They are copied into another terminal, which need not be where the server was started.
        home.write("anderswo/meine-blaupause.yaml", document.to_string());
        let (_, commands) = server.announced.split_once(":\n  ").unwrap();
        // The announcement ends with the command for curl, which needs curl; the rest needs a shell alone.
        let (commands, curl) = commands.split_once("  curl ").unwrap();
        let mut shell = std::process::Command::new("sh");
        let own = home.command(&[]);
        shell.current_dir(home.path("anderswo")).args(["-euc", commands]);
        shell.envs(own.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{commands}\n{output:?}");
        let (status, _) = get(&server, "blueprints/meine-stadt/meine-blaupause/versions/1.0.0");
        assert_eq!(status, 200);
        assert!(curl.contains(&format!("{}/api/v1/blueprints/", server.url)));
    }

    fn the_database_that_the_commands_need_is_named_and_its_address_is_not(home: &Home) {
        for (lang, sentence) in [("de", "  # Setzen Sie vorher dieselbe DATABASE_URL"), ("en", "  # Set the same DATABASE_URL")] {
            let server = home.serve(&["--lang", lang]);
            assert_eq!(server.announced.contains(sentence), home.is_elsewhere(), "{}", server.announced);
            assert_eq!(server.announced.contains(" --data "), !home.is_elsewhere(), "{}", server.announced);
            assert!(!server.announced.contains("://blaupause@"), "{}", server.announced);
        }
    }
}

/// Where [`broken`] is.
const FIVE: [&str; 5] =
    ["/contacts", "/license", "/process/nodes/0/role", "/summary", "/unbekannt"];

fn broken() -> Value {
    let mut document = valid_example("minimal");
    document["contacts"] = json!([]);
    document["license"] = json!("Quatsch-1.0");
    document["process"]["nodes"][0]["role"] = json!("niemand");
    document["unbekannt"] = json!(true);
    document.as_object_mut().unwrap().remove("summary");
    document
}

fn musterstadt(home: &Home) -> String {
    let arguments = ["admin", "organisation", "create", "musterstadt", "--kind", "municipality"];
    let run = home.run(&[&arguments[..], &["--name", "Musterstadt (Beispiel)"]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    home.token("musterstadt")
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().new_agent()
}

fn put(server: &Server, token: &str, version: &str, document: &Value) -> (u16, Value) {
    let answer = agent()
        .put(server.api(&format!("{ADDRESS}/{version}")))
        .header("Authorization", format!("Bearer {token}"))
        .content_type("application/json")
        .send(document.to_string())
        .unwrap();
    (answer.status().as_u16(), answer.into_body().read_json().unwrap())
}

fn get(server: &Server, path: &str) -> (u16, Value) {
    let answer = agent().get(server.api(path)).call().unwrap();
    (answer.status().as_u16(), answer.into_body().read_json().unwrap())
}

/// The bytes, and the digest that the registry names.
fn document_of(server: &Server, version: &str) -> (Vec<u8>, String) {
    let answer = agent().get(server.api(&format!("{ADDRESS}/{version}/document"))).call().unwrap();
    assert_eq!(answer.status(), 200);
    let digest = answer.headers()["blaupause-digest"].to_str().unwrap().to_owned();
    (answer.into_body().read_to_vec().unwrap(), digest)
}

fn canonical(document: &Value) -> Vec<u8> {
    blueprint::Parsed::of(document.clone()).unwrap().canonical().to_vec()
}

fn sha256(bytes: &[u8]) -> String {
    let hex: Vec<String> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{}", hex.concat())
}

fn value(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

/// The index follows within moments of a write; the search is repeated until it has.
fn found(run: &dyn Fn(&[&str]) -> Run, word: &str) {
    for _ in 0..100 {
        let found = run(&["search", word, "--facet", "owner=musterstadt"]);
        assert_eq!(found.code, 0, "{found:?}");
        if found.stdout.starts_with("musterstadt/fundsache-melden\t1.0.0\t") {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("`{word}` was not found");
}
