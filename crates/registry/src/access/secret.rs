//! Secrets: what somebody shows to be let in. Made from random bytes of the edge, kept only as a digest.

use std::fmt;

use blueprint::Digest;

/// A secret as its holder knows it: a prefix and 32 characters of 5 random bits each.
///
/// Invariant: it is never logged, and stored only as a digest.
pub struct Secret(String);

/// What a secret is for. The prefix says so, and lets secret scanners recognise it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    Token,
    Session,
    Invitation,
    Departure,
}

impl SecretKind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Token => "blp_",
            Self::Session => "bls_",
            Self::Invitation => "bli_",
            Self::Departure => "bld_",
        }
    }
}

impl Secret {
    pub(crate) fn of(kind: SecretKind, random: &[u8; 32]) -> Self {
        Self(kind.prefix().chars().chain(characters(random)).collect())
    }

    /// Reads a secret as its holder sent it. Anything can be sent; only a known digest opens a door.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// For the one who made it, to show it once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

/// An identifier that nobody can guess, of 32 characters.
pub(crate) fn random_id(random: &[u8; 32]) -> String {
    characters(random).collect()
}

/// 5 bits of every byte as a character, without those that look alike.
fn characters(random: &[u8; 32]) -> impl Iterator<Item = char> {
    const ALPHABET: [char; 32] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u',
        'v', 'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9', '0',
    ];
    random.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 31)).copied())
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_has_160_random_bits_and_does_not_show_itself() {
        let secret = Secret::of(SecretKind::Token, &[255; 32]);
        assert_eq!(secret.reveal().len(), 36);
        assert!(secret.reveal().starts_with("blp_"));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn what_is_for_one_door_does_not_fit_another() {
        let of = |kind| Secret::of(kind, &[7; 32]).hash();
        assert_ne!(of(SecretKind::Token), of(SecretKind::Session));
        assert_ne!(of(SecretKind::Session), of(SecretKind::Invitation));
    }
}
