//! Who they are that did something to a draft, for those who work with them.

use std::collections::BTreeMap;

use store::{Author, Conn, StoreError, person_get, token_get};

/// Names of people, labels of tokens, by id. Whoever has none, or was deleted, is missing.
pub type Names = BTreeMap<String, String>;

pub(super) fn names<'a>(
    conn: &mut Conn,
    authors: impl IntoIterator<Item = &'a Author>,
) -> Result<Names, StoreError> {
    let mut names = Names::new();
    for author in authors {
        let id = author.person().or(author.token()).unwrap_or_default();
        if names.contains_key(id) {
            continue;
        }
        let name = match author {
            Author::Person(id) => person_get(conn, id)?.and_then(|person| person.name),
            Author::Token(id) => token_get(conn, id)?.map(|token| token.label),
        };
        names.extend(name.filter(|name| !name.is_empty()).map(|name| (id.to_owned(), name)));
    }
    Ok(names)
}
