//! Who they are that did something to a draft, for those who work with them.

use std::collections::BTreeMap;

use store::{Author, Conn, Draft, StoreError, person_get, token_get};

use crate::{Refused, Registry};

/// Names of people, labels of tokens, by id. Whoever has none, or was deleted, is missing.
pub type Names = BTreeMap<String, String>;

/// The names of those who took a draft to where it is.
pub fn draft_names(registry: &Registry, draft: &Draft) -> Result<Names, Refused> {
    Ok(registry.store.read(|conn| names(conn, authors(draft)))?)
}

pub(super) fn authors(draft: &Draft) -> impl Iterator<Item = &Author> {
    let stamps = [Some(&draft.created), Some(&draft.saved), draft.submitted.as_ref()];
    stamps.into_iter().chain([draft.approved.as_ref()]).flatten().map(|stamp| &stamp.by)
}

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
