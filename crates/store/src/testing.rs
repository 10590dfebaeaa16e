//! What tests need of a PostgreSQL server: a schema of their own. Not part of the program.

mod evidence;

use diesel::{connection::SimpleConnection, prelude::*};

use crate::StoreError;

pub use evidence::{TestAttestation, adoption_record, attestation_record, attestation_take_back};

/// Makes an empty schema on the server, dropping one that an earlier run may have left behind.
///
/// `name` goes into the statement as it is: letters, digits and underscores.
pub fn schema_create(url: &str, name: &str) -> Result<(), StoreError> {
    execute(url, &format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}"))
}

/// Drops the schema with all that is in it.
pub fn schema_drop(url: &str, name: &str) -> Result<(), StoreError> {
    execute(url, &format!("SET lock_timeout = '5s'; DROP SCHEMA IF EXISTS {name} CASCADE"))
}

/// Ends every connection that calls itself `application`, as a failing network or a restart of the server would.
pub fn connections_terminate(url: &str, application: &str) -> Result<(), StoreError> {
    execute(
        url,
        &format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '{application}'"
        ),
    )
}

fn execute(url: &str, statements: &str) -> Result<(), StoreError> {
    let mut conn =
        PgConnection::establish(url).map_err(|error| StoreError::Unavailable(Box::new(error)))?;
    conn.batch_execute(&format!("SET client_min_messages = warning; {statements}"))?;
    Ok(())
}
