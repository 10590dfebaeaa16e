//! Passwords: length over composition, kept as Argon2id.
//!
//! The parameters are the library's: 19 MiB, two passes, one lane.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use blueprint::Finding;
use unicode_normalization::UnicodeNormalization as _;

use crate::{access::random_id, fault::fault};

/// Short ones are guessed, whatever signs are in them.
const MIN_CHARS: usize = 12;
/// A longer one only costs time.
const MAX_CHARS: usize = 256;

/// What is wrong with a new password.
pub(super) fn check(pointer: &str, login: Option<&str>, password: &str) -> Result<(), Finding> {
    let n_chars = password.chars().count();
    let mut signs: Vec<char> = password.chars().collect();
    signs.sort_unstable();
    signs.dedup();
    let is_monotonous = signs.len() < 4;
    let is_login = login.is_some_and(|login| {
        let (login, password) = (login.to_lowercase(), password.to_lowercase());
        login == password || login.split('@').next() == Some(password.as_str())
    });
    if (MIN_CHARS..=MAX_CHARS).contains(&n_chars) && !is_monotonous && !is_login {
        return Ok(());
    }
    Err(fault(
        "password-weak",
        pointer,
        format!(
            "Wählen Sie ein Passwort mit {MIN_CHARS} bis {MAX_CHARS} Zeichen, das nicht Ihre Anmeldeadresse ist und nicht aus wenigen gleichen Zeichen besteht. Ein langer Satz ist besser als Sonderzeichen."
        ),
        format!(
            "Choose a password of {MIN_CHARS} to {MAX_CHARS} characters that is not your login and does not repeat a few characters. A long sentence is better than special characters."
        ),
    ))
}

/// A password for somebody who will choose one of their own.
pub fn first_password(random: &[u8; 32]) -> String {
    random_id(random)
}

/// Keyboards write the same sign in different ways.
fn one_spelling(password: &str) -> String {
    password.nfc().collect()
}

/// As it is kept. `None` when the library refuses, which it does not for what [`check`] lets through.
pub(super) fn hash(password: &str, random: &[u8; 32]) -> Option<String> {
    let salt = random.get(..16)?;
    let hashed = Argon2::default().hash_password_with_salt(one_spelling(password).as_bytes(), salt);
    hashed.ok().map(|hash: PasswordHash| hash.to_string())
}

/// Whether it is the password. Without a hash to compare with it takes as long and is no.
pub(super) fn verify(password: &str, kept: Option<&str>) -> bool {
    // Of no password that anybody has.
    const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cyBzYWx0IQ$xYw0eqXQv4Ww1V9o1jvXXVnGqOtq0AtXcGc0b4yJq6A";
    let Ok(hash) = PasswordHash::new(kept.unwrap_or(NOBODYS)) else { return false };
    let is_right =
        Argon2::default().verify_password(one_spelling(password).as_bytes(), &hash).is_ok();
    is_right && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_monotonous() {
        let good = |login, password| check("/password", login, password).is_ok();
        assert!(good(None, "drei Hunde im Rathaus"));
        assert!(!good(None, "kurz und 1!"), "eleven characters");
        assert!(!good(None, "abababababababab"));
        let endless = "Amtsstube ".repeat(26);
        assert!(!good(None, &endless));
        assert!(!good(Some("Anna.Beispiel1234@musterstadt.example"), "anna.beispiel1234"));
        assert!(!good(Some("anna@musterstadt.example"), "Anna@Musterstadt.example"));
    }

    #[test]
    fn only_the_password_itself_verifies() {
        let kept = hash("drei Hunde im Rathaus", &[3; 32]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify("drei Hunde im Rathaus", Some(&kept)));
        assert!(!verify("drei Hunde im Rathau", Some(&kept)));
        assert!(!verify("drei Hunde im Rathaus", None));
        assert_ne!(kept, hash("drei Hunde im Rathaus", &[4; 32]).unwrap());
    }

    #[test]
    fn both_spellings_of_an_umlaut_are_one_password() {
        let kept = hash("Bürgerbüro am Markt", &[3; 32]).unwrap();
        assert!(verify("Bu\u{308}rgerbu\u{308}ro am Markt", Some(&kept)));
    }

    #[test]
    fn nobody_is_compared_with_a_real_hash() {
        // Else answering for an unknown login would take no time, and so tell that it is unknown.
        let nobodys = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cyBzYWx0IQ$xYw0eqXQv4Ww1V9o1jvXXVnGqOtq0AtXcGc0b4yJq6A";
        assert!(PasswordHash::new(nobodys).is_ok());
    }
}
