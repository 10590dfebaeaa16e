//! Ours: the release program over HTTP, with every facet counted, 20 hits and their highlights.

use serde_json::Value;
use testkit::CorpusQuery;

use super::{Engine, N_HITS};
use crate::{
    error::BenchError,
    measured::Measured,
    server::Server,
    wrk::{self, Pressure},
};

pub(super) struct Ours<'a> {
    server: &'a Server,
}

impl<'a> Ours<'a> {
    pub(super) fn new(server: &'a Server) -> Self {
        Self { server }
    }
}

impl Engine for Ours<'_> {
    fn name(&self) -> &'static str {
        "ours, over HTTP"
    }

    fn totals(&mut self, queries: &[CorpusQuery]) -> Result<Vec<u64>, BenchError> {
        let total = |query: &CorpusQuery| {
            let path = path(query);
            let answer: Option<Value> = serde_json::from_slice(&self.server.get(&path)?).ok();
            let total = answer.and_then(|answer| answer.get("total")?.as_u64());
            total.ok_or(BenchError::Unreadable(path))
        };
        queries.iter().map(total).collect()
    }

    fn run(&mut self, queries: &[CorpusQuery], pressure: Pressure) -> Result<Measured, BenchError> {
        let paths: Vec<String> = queries.iter().map(path).collect();
        let script = wrk::script(&paths, "");
        wrk::run(&script, &self.server.address, &[self.server.pid()], pressure)
    }
}

fn path(query: &CorpusQuery) -> String {
    let state = query.state.map_or(String::new(), |state| format!("&state={state}"));
    let text = encoded(&query.words.join(" "));
    format!("/api/v1/blueprints?q={text}&limit={N_HITS}{state}")
}

/// As a part of an address.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use testkit::{CorpusQuery, QueryKind};

    use super::path;

    #[test]
    fn a_query_becomes_an_address() {
        let words = vec!["Gebühr".to_owned(), "melden".to_owned()];
        let query = CorpusQuery { kind: QueryKind::Filtered, words, state: Some("08") };
        assert_eq!(path(&query), "/api/v1/blueprints?q=Geb%C3%BChr%20melden&limit=20&state=08");
    }
}
