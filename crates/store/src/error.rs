//! What can go wrong with the store, in its caller's terms.
//!
//! No variant names a database. The databases tell some causes only by their message; those texts are
//! known here and nowhere else.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as QueryError};

use crate::UrlError;

/// What lies beneath, for the log.
pub type Cause = Box<dyn std::error::Error + Send + Sync + 'static>;

/// Why the store did not do what it was asked to. Whatever it is: a transaction that ends with it has
/// written nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Busy, full, read-only or out of reach. Trying again later may help.
    #[error("the store is unavailable at the moment")]
    Unavailable(#[source] Cause),
    /// There is one already.
    #[error("it exists already")]
    Exists,
    /// Someone else was first: read again, then decide again.
    #[error("it has changed since it was read")]
    Stale,
    /// Something that the request names is not there.
    #[error("there is no such {what}")]
    Missing { what: &'static str },
    /// A row that breaks the model.
    #[error("the stored {what} is damaged")]
    Corrupt { what: &'static str },
    /// The tables were made by a later release.
    #[error("the tables are newer than this program")]
    Newer,
    #[error(transparent)]
    Url(#[from] UrlError),
    #[error("the store failed unexpectedly")]
    Unexpected(#[source] Cause),
}

/// What a database that cannot serve at the moment says, in the languages it says it in here. The
/// library below reports all of these as "unknown" and keeps nothing but the text.
const UNAVAILABLE: &[&str] = &[
    "database is locked",
    "database table is locked",
    "database schema is locked",
    "attempt to write a readonly database",
    "database or disk is full",
    "disk I/O error",
    "unable to open database file",
    "due to lock timeout",
    "due to statement timeout",
    "idle-in-transaction timeout",
    "terminating connection",
    "canceling statement due to conflict with recovery",
    "server closed the connection",
    "could not extend file",
    "No space left on device",
    "too many clients",
    "remaining connection slots",
    "the database system is",
    "storniere Anfrage wegen Zeitüberschreitung",
    "Verbindung wird abgebrochen",
    "nicht erweitern",
];

/// What an embedded database says of a file that is none, or no longer.
const CORRUPT: &[&str] = &["file is not a database", "database disk image is malformed"];

impl From<QueryError> for StoreError {
    fn from(error: QueryError) -> Self {
        use DatabaseErrorKind as Kind;
        let QueryError::DatabaseError(kind, information) = &error else {
            return Self::Unexpected(Box::new(error));
        };
        match kind {
            Kind::ClosedConnection
            | Kind::ReadOnlyTransaction
            | Kind::SerializationFailure
            | Kind::UnableToSendCommand => Self::Unavailable(Box::new(error)),
            _ if says(information.as_ref(), UNAVAILABLE) => Self::Unavailable(Box::new(error)),
            _ if says(information.as_ref(), CORRUPT) => Self::Corrupt { what: "database" },
            _ => Self::Unexpected(Box::new(error)),
        }
    }
}

fn says(information: &(dyn DatabaseErrorInformation + Send + Sync), any_of: &[&str]) -> bool {
    any_of.iter().any(|text| information.message().contains(text))
}

impl From<diesel::r2d2::PoolError> for StoreError {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}

impl From<diesel::r2d2::Error> for StoreError {
    fn from(error: diesel::r2d2::Error) -> Self {
        match error {
            diesel::r2d2::Error::ConnectionError(error) => Self::Unavailable(Box::new(error)),
            diesel::r2d2::Error::QueryError(error) => error.into(),
        }
    }
}

impl StoreError {
    /// From the migrations, whose errors have lost their type on the way.
    pub(crate) fn from_cause(cause: Cause) -> Self {
        match cause.downcast::<QueryError>() {
            Ok(error) => (*error).into(),
            Err(cause) => Self::Unexpected(cause),
        }
    }
}

/// For a statement that can break one foreign key only: the row it names is the `what` that is missing.
pub(crate) fn or_missing(what: &'static str) -> impl FnOnce(QueryError) -> StoreError {
    move |error| match error {
        QueryError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _) => {
            StoreError::Missing { what }
        }
        error => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database_error(kind: DatabaseErrorKind, message: &str) -> StoreError {
        QueryError::DatabaseError(kind, Box::new(message.to_owned())).into()
    }

    #[test]
    fn what_may_pass_by_itself_is_unavailable() {
        for message in UNAVAILABLE {
            let error = database_error(DatabaseErrorKind::Unknown, message);
            assert!(matches!(error, StoreError::Unavailable(_)), "{message}");
        }
        let closed = database_error(DatabaseErrorKind::ClosedConnection, "");
        assert!(matches!(closed, StoreError::Unavailable(_)));
    }

    #[test]
    fn a_damaged_file_is_corrupt_and_the_rest_unexpected() {
        let error = database_error(DatabaseErrorKind::Unknown, "file is not a database");
        assert!(matches!(error, StoreError::Corrupt { what: "database" }));
        let error = database_error(DatabaseErrorKind::Unknown, "syntax error");
        assert!(matches!(error, StoreError::Unexpected(_)));
        assert!(matches!(QueryError::NotFound.into(), StoreError::Unexpected(_)));
    }

    #[test]
    fn no_message_names_a_database() {
        let error = database_error(DatabaseErrorKind::Unknown, "database is locked");
        assert_eq!(error.to_string(), "the store is unavailable at the moment");
        assert!(std::error::Error::source(&error).is_some());
    }
}
