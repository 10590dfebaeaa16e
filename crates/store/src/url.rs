//! Which database, and how patiently it is used.
//!
//! A URL is taken apart here and not by the database libraries: they would take a mistyped scheme for a
//! file name and create an empty database under it.

use std::{fmt, path::Path, str::FromStr, time::Duration};

/// Where the tables are: `sqlite:///path/to/file`, `sqlite://relative/path` or `postgres://user@host/name`.
///
/// `Debug` shows the scheme alone, as a URL may carry a password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(pub(crate) Location);

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Location {
    /// The path of the file.
    Sqlite(String),
    /// The whole URL.
    Postgres(String),
}

/// Which of the two databases a [`Store`](crate::Store) uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// Why a text does not name a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    #[error("a database is named `sqlite:///path/to/file` or `postgres://user@host/name`")]
    Scheme,
    #[error("`sqlite://` is followed by the path of a file")]
    Path,
    #[error("`sqlite://` takes no options: the path has no `?`, no `#` and no control character")]
    Options,
    #[error("a database in memory would be another one for each connection: name a file")]
    Memory,
}

/// How patiently a database is used.
#[derive(Clone, Copy, Debug)]
pub struct StoreOptions {
    /// The most connections that read at once. There is always just one that writes.
    pub readers: u32,
    /// How long to wait for a connection or a lock before the store is called unavailable.
    pub wait: Duration,
    /// How long a statement may run on PostgreSQL.
    pub statement: Duration,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { readers: 8, wait: Duration::from_secs(5), statement: Duration::from_secs(15) }
    }
}

impl DatabaseUrl {
    /// The file, of a database that is one.
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            Location::Sqlite(path) => Some(Path::new(path)),
            Location::Postgres(_) => None,
        }
    }

    pub fn backend(&self) -> Backend {
        match &self.0 {
            Location::Sqlite(_) => Backend::Sqlite,
            Location::Postgres(_) => Backend::Postgres,
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(s: &str) -> Result<Self, UrlError> {
        if s.starts_with("postgres://") || s.starts_with("postgresql://") {
            return Ok(Self(Location::Postgres(s.to_owned())));
        }
        let path = s.strip_prefix("sqlite://").ok_or(UrlError::Scheme)?;
        if path.is_empty() || path.ends_with('/') {
            return Err(UrlError::Path);
        }
        if path == ":memory:" {
            return Err(UrlError::Memory);
        }
        if path.contains(|c: char| c == '?' || c == '#' || c.is_control()) {
            return Err(UrlError::Options);
        }
        Ok(Self(Location::Sqlite(path.to_owned())))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.backend() {
            Backend::Sqlite => "sqlite://…",
            Backend::Postgres => "postgres://…",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_schemes_are_known() {
        let sqlite = |path: &str| Ok(DatabaseUrl(Location::Sqlite(path.to_owned())));
        assert_eq!("sqlite:///var/lib/a.db".parse(), sqlite("/var/lib/a.db"));
        assert_eq!("sqlite://data/ä b.db".parse(), sqlite("data/ä b.db"));
        let url: DatabaseUrl = "sqlite://data/a.db".parse().unwrap();
        assert_eq!(url.file(), Some(Path::new("data/a.db")));
        for url in ["postgres://a:b@host/name", "postgresql://host"] {
            let url: DatabaseUrl = url.parse().unwrap();
            assert_eq!((url.backend(), url.file()), (Backend::Postgres, None));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for (url, why) in [
            ("", UrlError::Scheme),
            ("a.db", UrlError::Scheme),
            ("/a.db", UrlError::Scheme),
            ("sqlite:a.db", UrlError::Scheme),
            ("mysql://host/name", UrlError::Scheme),
            ("postgre://host/name", UrlError::Scheme),
            ("sqlite://", UrlError::Path),
            ("sqlite:///var/lib/", UrlError::Path),
            ("sqlite://:memory:", UrlError::Memory),
            ("sqlite://a.db?mode=ro", UrlError::Options),
            ("sqlite://a\0.db", UrlError::Options),
        ] {
            assert_eq!(url.parse::<DatabaseUrl>(), Err(why), "{url}");
        }
    }

    #[test]
    fn debug_tells_nothing_but_the_scheme() {
        let url: DatabaseUrl = "postgres://user:secret@host/name".parse().unwrap();
        assert_eq!(format!("{url:?}"), "postgres://…");
        let url: DatabaseUrl = "sqlite:///home/secret".parse().unwrap();
        assert_eq!(format!("{url:?}"), "sqlite://…");
    }
}
