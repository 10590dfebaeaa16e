//! How a run ends: the exit codes, and the failure that leads to one.
//!
//! Law: a failure is said once, on stderr, by `main`. What a command has already shown (findings, a problem
//! as JSON) it reports by the code alone.

use std::{error::Error, process::ExitCode};

use blueprint::Message;
use client::Error as ClientError;
use registry::{Refused, StoreError};

/// What scripts see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Exit {
    Good = 0,
    /// The document has findings, or the registry refused the request.
    Refused = 1,
    /// The command was used in a wrong way: a flag, a file, a setting.
    Usage = 2,
    /// The registry or its database cannot be reached at the moment.
    Unavailable = 3,
    Internal = 4,
}

/// Why a command failed.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: Message,
    /// What lies beneath, outermost first.
    pub(crate) causes: Vec<String>,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Good => 0,
            Exit::Refused => 1,
            Exit::Usage => 2,
            Exit::Unavailable => 3,
            Exit::Internal => 4,
        })
    }
}

impl Failure {
    pub(crate) fn new(exit: Exit, de: impl Into<String>, en: impl Into<String>) -> Self {
        Self { exit, message: Message::new(de, en), causes: Vec::new() }
    }

    pub(crate) fn usage(de: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Exit::Usage, de, en)
    }

    pub(crate) fn internal(de: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Exit::Internal, de, en)
    }

    #[must_use]
    pub(crate) fn because(mut self, cause: &dyn Error) -> Self {
        let mut next = Some(cause);
        while let Some(error) = next {
            self.causes.push(error.to_string());
            next = error.source();
        }
        self
    }

    pub(crate) fn thread(cause: &std::io::Error) -> Self {
        Self::internal("Ein Thread ließ sich nicht starten.", "a thread could not be started")
            .because(cause)
    }

    /// A file or folder that could not be used.
    pub(crate) fn file(path: &std::path::Path, cause: &std::io::Error) -> Self {
        let path = path.display();
        Self::usage(
            format!("{path}: Die Datei lässt sich nicht verwenden."),
            format!("{path}: the file cannot be used"),
        )
        .because(cause)
    }
}

/// Writing to stdout or stderr failed.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::internal("Die Ausgabe ließ sich nicht schreiben.", "the output could not be written")
            .because(&error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let failure = match &error {
            StoreError::Unavailable(_) => Self::new(
                Exit::Unavailable,
                "Die Datenbank ist gerade nicht erreichbar.",
                "the database cannot be reached at the moment",
            ),
            StoreError::Newer => Self::usage(
                "Die Datenbank stammt von einer neueren Version des Programms.",
                "the database was written by a newer version of this program",
            ),
            StoreError::Url(_) => Self::usage(
                "Die Adresse der Datenbank ist nicht verständlich.",
                "the address of the database cannot be understood",
            ),
            StoreError::Exists | StoreError::Stale | StoreError::Missing { .. } => Self::new(
                Exit::Refused,
                "Die Datenbank hat das abgelehnt.",
                "the database refused this",
            ),
            StoreError::Corrupt { .. } | StoreError::Unexpected(_) => Self::internal(
                "Unerwarteter Fehler der Datenbank.",
                "the database failed unexpectedly",
            ),
        };
        failure.because(&error)
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Store(error) => error.into(),
            Refused::NameTaken(name) => Self::new(
                Exit::Refused,
                format!("„{name}“ gibt es schon."),
                format!("“{name}” exists already"),
            ),
            Refused::Unknown(unknown) => {
                Self::new(Exit::Refused, "Das gibt es hier nicht.", "there is no such thing here").because(&unknown)
            }
            Refused::Search(error) => Self::new(
                Exit::Unavailable,
                "Der Suchindex lässt sich nicht verwenden. Läuft schon ein anderer Server auf diesem Ordner?",
                "the search index cannot be used; does another server run on this folder?",
            )
            .because(&error),
            other => {
                Self::new(Exit::Refused, "Das Register hat das abgelehnt.", "the registry refused this").because(&other)
            }
        }
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        match &error {
            ClientError::Address(address) => Self::usage(
                format!(
                    "„{address}“ ist keine Adresse eines Registers, wie https://register.example."
                ),
                format!(
                    "“{address}” is not the address of a registry, such as https://registry.example"
                ),
            ),
            ClientError::Unreachable(cause) => Self::new(
                Exit::Unavailable,
                "Das Register ist nicht erreichbar.",
                "the registry cannot be reached",
            )
            .because(&**cause),
            ClientError::Problem(problem) => {
                let text = problem.detail.clone().unwrap_or_else(|| problem.title.clone());
                Self::new(of_status(problem.status), text.clone(), text)
            }
            ClientError::Status(status) => Self::new(
                of_status(*status),
                format!("Das Register antwortete unerwartet mit {status}."),
                format!("the registry answered with an unexpected {status}"),
            ),
            ClientError::Unreadable(_) | ClientError::Altered { .. } => Self::internal(
                "Die Antwort des Registers ist nicht verständlich.",
                "the answer of the registry cannot be understood",
            )
            .because(&error),
        }
    }
}

/// Whether the registry said no, or could not say anything.
fn of_status(status: u16) -> Exit {
    match status {
        429 | 502..=504 => Exit::Unavailable,
        500..=599 => Exit::Internal,
        _ => Exit::Refused,
    }
}
