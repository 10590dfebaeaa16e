//! What is published is found: on the same server, and on another one of the same database.

use serde_json::Value;

use crate::program::{Home, Server};

fn total(server: &Server, words: &str) -> u64 {
    let answer = ureq::get(server.api(&format!("blueprints?q={words}"))).call().unwrap();
    let page: Value = answer.into_body().read_json().unwrap();
    page["total"].as_u64().unwrap()
}

#[test]
fn what_one_server_publishes_another_finds() {
    let home = Home::postgres();
    let (here, there) = (home.serve(&["--data", "a"]), home.serve(&["--data", "b"]));
    let create = ["admin", "organisation", "create", "musterstadt", "--kind", "municipality"];
    assert_eq!(home.run(&[&create[..], &["--name", "Musterstadt"]].concat()).code, 0);
    let token = home.token("musterstadt");
    let mut document = testkit::valid_example("minimal");
    document["version"] = "1.0.0".into();
    let file = home.write("fundsache.json", document.to_string());
    let run = home.run_at(&here, &token, &["publish", file]);
    assert_eq!(run.code, 0, "{run:?}");
    for server in [&here, &there] {
        while total(server, "Fundsache") == 0 {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
}
