//! What must not be shown.

use std::fmt;

/// The secret that a provider gave to the registry: kept, sent to the provider, never shown.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn it_never_shows_itself() {
        assert_eq!(format!("{:?}", Some(Secret::new("geheim"))), "Some(Secret(…))");
    }
}
