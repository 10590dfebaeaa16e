//! The load of publishing: eight clients over HTTP, every document once.

use std::{
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{
    cpu,
    error::BenchError,
    measured::Measured,
    server::{Server, admin},
};

/// The organisation that publishes while it is measured.
const PUBLISHER: &str = "musterstadt";

const N_CLIENTS: usize = 8;

/// Documents published into a registry that holds others already.
const N_COPIES: usize = 200;

/// Makes the publisher and what lets it in.
pub(crate) fn publisher(program: &Path, data: &Path) -> Result<String, BenchError> {
    let named = ["--kind", "municipality", "--name", "Musterstadt"];
    let create = ["organisation", "create", PUBLISHER];
    // Of the seeds it is one.
    match admin(program, data, &[&create[..], &named[..]].concat()) {
        Ok(_) | Err(BenchError::Command { .. }) => {}
        Err(error) => return Err(error),
    }
    let pattern = format!("{PUBLISHER}/*");
    let allowed = ["--organisation", PUBLISHER, "--scopes", "publish", "--pattern", &pattern];
    admin(program, data, &[&["token", "create"], &allowed[..]].concat())
}

/// Documents like those given, to be published as the publisher's own.
pub(crate) fn copies(documents: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, BenchError> {
    let numbered = (0..N_COPIES).zip(documents.iter().cycle());
    numbered
        .map(|(n, bytes)| {
            let mut document: Value = serde_json::from_slice(bytes)
                .map_err(|_malformed| BenchError::Unreadable("a document".into()))?;
            if let Some(members) = document.as_object_mut() {
                members.insert("owner".into(), PUBLISHER.into());
                members.insert("name".into(), name(n).into());
                members.insert("version".into(), "1.0.0".into());
                for history in ["upstream", "changes", "renames"] {
                    members.remove(history);
                }
            }
            Ok(document.to_string().into_bytes())
        })
        .collect()
}

fn name(n: usize) -> String {
    format!("blaupause-{n}")
}

/// Publishes every document once.
pub(crate) fn publish(
    server: &Server,
    token: &str,
    documents: &[Vec<u8>],
) -> Result<Measured, BenchError> {
    let pid = [server.pid()];
    let (before, begun) = (cpu::time(&pid)?, Instant::now());
    let next = AtomicUsize::new(0);
    let client = || -> Result<Vec<Duration>, BenchError> {
        let agent = ureq::Agent::new_with_defaults();
        let mut took = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(document) = documents.get(n) else { return Ok(took) };
            let (address, name) = (&server.address, name(n));
            let url =
                format!("http://{address}/api/v1/blueprints/{PUBLISHER}/{name}/versions/1.0.0");
            let started = Instant::now();
            let answer = agent
                .put(&url)
                .header("Authorization", format!("Bearer {token}"))
                .header("Content-Type", "application/json")
                .send(&document[..])
                .map_err(|error| BenchError::Http(Box::new(error)))?;
            if answer.status() != 201 {
                return Err(BenchError::Answer { status: answer.status().as_u16(), what: url });
            }
            took.push(started.elapsed());
        }
    };
    let mut took = Vec::new();
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..N_CLIENTS).map(|_| scope.spawn(client)).collect();
        for client in clients {
            match client.join() {
                Ok(times) => took.extend(times?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok::<(), BenchError>(())
    })?;
    let elapsed = begun.elapsed();
    Ok(Measured::of(took, elapsed, cpu::time(&pid)?.saturating_sub(before)))
}
