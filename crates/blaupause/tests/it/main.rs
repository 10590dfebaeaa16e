//! The program as its users have it: the real binary, real files, a real port.

/// Runs each test twice: on the embedded database and on PostgreSQL.
macro_rules! on_each_database {
    ($($(#[doc = $doc:literal])* fn $name:ident($home:ident: &Home) $body:block)*) => {
        $($(#[doc = $doc])* fn $name($home: &crate::program::Home) $body)*

        mod sqlite {
            $(#[test] fn $name() { super::$name(&crate::program::Home::sqlite()); })*
        }

        mod postgres {
            $(#[test] fn $name() { super::$name(&crate::program::Home::postgres()); })*
        }
    };
}

#[cfg(test)]
mod administration;
#[cfg(test)]
mod check;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod exit_codes;
#[cfg(test)]
mod fit;
#[cfg(test)]
mod fmt;
#[cfg(test)]
mod freshness;
#[cfg(test)]
mod help;
#[cfg(test)]
mod merge;
#[cfg(test)]
mod program;
#[cfg(test)]
mod publish;
#[cfg(test)]
mod reindexing;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod seeds;
