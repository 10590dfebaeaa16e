//! Why nothing could be measured.

use std::io;

#[derive(Debug, thiserror::Error)]
pub(crate) enum BenchError {
    #[error("{what}")]
    Io { what: String, source: io::Error },
    #[error("`{command}` failed: {output}")]
    Command { command: String, output: String },
    #[error("the server answered {status} to {what}")]
    Answer { status: u16, what: String },
    #[error("the server did not become ready")]
    NotReady,
    #[error("the request failed")]
    Http(#[source] Box<ureq::Error>),
    /// The corpus and the registry do not go together.
    #[error("the registry refused {what}: {findings}")]
    Refused { what: String, findings: String, source: Box<registry::Refused> },
    #[error("the index")]
    Index(#[source] search::SearchError),
    #[error("SQLite")]
    Sqlite(#[from] rusqlite::Error),
    #[error("{0} cannot be read")]
    Unreadable(String),
}

impl BenchError {
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }

    pub(crate) fn refused(what: impl Into<String>) -> impl FnOnce(registry::Refused) -> Self {
        let what = what.into();
        move |source| {
            let findings = match &source {
                registry::Refused::Invalid(findings) => findings.iter().map(told).collect(),
                other => other.to_string(),
            };
            Self::Refused { what, findings, source: Box::new(source) }
        }
    }
}

fn told(finding: &blueprint::Finding) -> String {
    format!("{} at {}: {} ", finding.code.as_str(), finding.pointer, finding.message.en)
}
