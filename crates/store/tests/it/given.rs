//! What most tests begin with: organisations, a token, published versions.

use blueprint::{BlueprintId, Digest, Slug};
use semver::Version;
use store::{
    Author, Blob, NewBlob, NewVersion, Organisation, OrganisationKind, OrganisationStanding, Seq,
    Step, Store, StoreError, StoredDocument, Token, VersionFacts, blob_insert, organisation_insert,
    token_insert, version_publish,
};

pub(crate) fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

pub(crate) fn id(text: &str) -> BlueprintId {
    text.parse().unwrap()
}

pub(crate) fn version(text: &str) -> Version {
    text.parse().unwrap()
}

pub(crate) fn an_organisation(name: &str) -> Organisation {
    Organisation {
        slug: slug(name),
        kind: OrganisationKind::Municipality,
        name: format!("Stadt {name}"),
        ars: Some("082210000000".to_owned()),
        state: Some("08".to_owned()),
        population: Some(150_000),
        parent: None,
        created_at: 1,
        standing: OrganisationStanding::default(),
    }
}

/// Its secret is its id.
pub(crate) fn a_token(id: &str, organisation: &str) -> Token {
    Token {
        id: id.to_owned(),
        organisation: slug(organisation),
        scopes: "publish yank".to_owned(),
        pattern: format!("{organisation}/*"),
        hash: Digest::of(id.as_bytes()),
        label: "Fachverfahren".to_owned(),
        created_at: 2,
        expires_at: Some(1_000),
        revoked_at: None,
        created_by: None,
        last_used_at: None,
        publisher: None,
    }
}

/// Somebody with a token.
pub(crate) fn by(token: &str) -> Author {
    Author::Token(token.to_owned())
}

/// The organisation and a token `<name>-token`.
pub(crate) fn organisation(store: &Store, name: &str) {
    store
        .write(|txn| {
            organisation_insert(txn, &an_organisation(name))?;
            token_insert(txn, &a_token(&format!("{name}-token"), name))
        })
        .unwrap();
}

pub(crate) fn upload(store: &Store, blob: &Blob) -> Result<(), StoreError> {
    let new = NewBlob {
        digest: &blob.digest,
        bytes: &blob.bytes,
        media_type: &blob.media_type,
        uploaded_by: &blob.uploaded_by,
        uploaded_at: blob.uploaded_at,
    };
    store.write(|txn| blob_insert(txn, &new))
}

pub(crate) fn some_facts(title: &str) -> VersionFacts {
    VersionFacts {
        title_de: title.to_owned(),
        title_en: Some(format!("{title} (en)")),
        summary_de: format!("{title}, kurz"),
        license: "CC-BY-4.0".to_owned(),
        changes_de: Some("Erste Fassung".to_owned()),
        ..VersionFacts::default()
    }
}

/// Publishes by the blueprint's present revision, titled by the version.
pub(crate) fn publish(store: &Store, blueprint: &str, number: &str) -> Result<Seq, StoreError> {
    publish_with(store, blueprint, number, &some_facts(&format!("Titel {number}")))
}

pub(crate) fn publish_with(
    store: &Store,
    blueprint: &str,
    number: &str,
    facts: &VersionFacts,
) -> Result<Seq, StoreError> {
    let id = id(blueprint);
    let document = document(blueprint, number);
    let token = format!("{}-token", id.owner);
    store.write(|txn| {
        let seen_revision = store::blueprint_get(txn, &id)?.map(|found| found.revision);
        version_publish(
            txn,
            &NewVersion {
                id: &id,
                version: &version(number),
                document: &document,
                facts,
                published_at: 100,
                published_by: &by(&token),
                step: &Step::default(),
                seen_revision,
            },
        )
    })
}

pub(crate) fn document(blueprint: &str, number: &str) -> StoredDocument {
    let canonical = format!(r#"{{"name":"{blueprint}","version":"{number}"}}"#);
    StoredDocument::compress(canonical.as_bytes()).unwrap()
}
