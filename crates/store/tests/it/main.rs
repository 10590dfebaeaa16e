//! The store, on both databases.

/// Runs each test twice: once on SQLite, once on PostgreSQL.
macro_rules! on_each_database {
    ($($(#[doc = $doc:literal])* fn $name:ident($db:ident: &TestDatabase) $body:block)*) => {
        $($(#[doc = $doc])* fn $name($db: &testkit::TestDatabase) $body)*

        mod sqlite {
            $(#[test] fn $name() { super::$name(&testkit::TestDatabase::sqlite()); })*
        }

        mod postgres {
            $(#[test] fn $name() { super::$name(&testkit::TestDatabase::postgres()); })*
        }
    };
}

#[cfg(test)]
mod adoptions;
#[cfg(test)]
mod attestations;
#[cfg(test)]
mod blueprints;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod events;
#[cfg(test)]
mod given;
#[cfg(test)]
mod lineage;
#[cfg(test)]
mod open;
#[cfg(test)]
mod organisation_changes;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod people;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod proposals;
#[cfg(test)]
mod reviews;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod transactions;
#[cfg(test)]
mod transfers;
#[cfg(test)]
mod trusted;
#[cfg(test)]
mod versions;
