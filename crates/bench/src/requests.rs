//! Reading and publishing, beside nginx serving the same documents as files.

use std::path::Path;

use serde_json::Value;

use crate::{
    error::BenchError,
    measured::{Measured, N_ROUNDS},
    nginx::Nginx,
    publish::{copies, publish, publisher},
    say::{row, say, table},
    server::Server,
    wrk::{self, Pressure},
};

const PRESSURE: Pressure = Pressure { connections: 32, seconds: 4 };

/// Documents that are read, at most: nginx keeps so many files open.
const N_READ: usize = 1_000;

/// One kind of request.
struct Load {
    name: &'static str,
    is_yardstick: bool,
    script: String,
}

/// The registry as a newcomer starts it; what is published into it are copies of its own documents.
pub(crate) fn on_seeds(program: &Path, seeds: &Path) -> Result<(), BenchError> {
    let folder = tempfile::tempdir().map_err(BenchError::io("no temporary folder"))?;
    let data = folder.path().join("data");
    let server = Server::start(program, &data, Some(seeds))?;
    let addresses = addresses(&server, 100)?;
    say(&format!("\n# {} seed blueprints\n", addresses.len()));
    on(&server, program, folder.path(), &addresses)
}

/// A registry that was filled from the corpus, served from `data` in the folder.
pub(crate) fn on_generated(
    server: &Server,
    program: &Path,
    folder: &Path,
    n_documents: u64,
) -> Result<(), BenchError> {
    let n_read = usize::try_from(n_documents).map_or(N_READ, |n| n.min(N_READ));
    on(server, program, folder, &addresses(server, n_read)?)
}

fn on(
    server: &Server,
    program: &Path,
    folder: &Path,
    addresses: &[String],
) -> Result<(), BenchError> {
    let documents: Vec<Vec<u8>> =
        addresses.iter().map(|address| server.get(address)).collect::<Result<_, _>>()?;
    let nginx = Nginx::start(&folder.join("nginx"), &documents)?;
    let mut rounds: Vec<(Load, Vec<Measured>)> =
        loads(addresses).into_iter().map(|load| (load, Vec::new())).collect();
    for _ in 0..N_ROUNDS {
        for (load, round) in &mut rounds {
            let measured = if load.is_yardstick {
                wrk::run(&load.script, &nginx.address(), &nginx.pids()?, PRESSURE)?
            } else {
                wrk::run(&load.script, &server.address, &[server.pid()], PRESSURE)?
            };
            round.push(measured);
        }
    }
    let token = publisher(program, &folder.join("data"))?;
    let published = publish(server, &token, &copies(&documents)?)?;
    print(&rounds, &published);
    let (resident, own) = server.memory()?;
    say(&format!("\nmemory of the server after that: {resident:.0} MiB, {own:.0} without files"));
    Ok(())
}

/// `addresses`: where the documents are.
fn loads(addresses: &[String]) -> Vec<Load> {
    let summary =
        |address: &String| address.split("/versions/").next().unwrap_or_default().to_owned();
    let summaries: Vec<String> = addresses.iter().map(summary).collect();
    let files: Vec<String> = (0..addresses.len()).map(|n| format!("/{n}")).collect();
    let list = ["/api/v1/blueprints?limit=20&sort=name".to_owned()];
    let load = |name, is_yardstick, paths: &[String], headers: &str| Load {
        name,
        is_yardstick,
        script: wrk::script(paths, headers),
    };
    vec![
        load("nginx, the same documents as files", true, &files, ""),
        load("document, identity", false, addresses, ""),
        load("document, zstd accepted", false, addresses, "[\"Accept-Encoding\"] = \"zstd\""),
        load("list of 20", false, &list, ""),
        load("summary of a blueprint", false, &summaries, ""),
    ]
}

/// Where the documents of blueprints' latest versions are; so many, or all.
fn addresses(server: &Server, n_wanted: usize) -> Result<Vec<String>, BenchError> {
    let mut found = Vec::new();
    let mut next = Some("/api/v1/blueprints?limit=100&sort=name".to_owned());
    while let Some(path) = next.take().filter(|_| found.len() < n_wanted) {
        let page: Value = serde_json::from_slice(&server.get(&path)?)
            .map_err(|_malformed| BenchError::Unreadable("the list".into()))?;
        let items = page.get("items").and_then(Value::as_array);
        found.extend(items.into_iter().flatten().filter_map(address));
        let cursor = page.get("next_cursor").and_then(Value::as_str);
        next =
            cursor.map(|cursor| format!("/api/v1/blueprints?limit=100&sort=name&cursor={cursor}"));
    }
    found.truncate(n_wanted);
    Ok(found)
}

fn address(item: &Value) -> Option<String> {
    let text = |member: &str| item.get(member).and_then(Value::as_str);
    let (owner, name, latest) = (text("owner")?, text("name")?, text("latest")?);
    Some(format!("/api/v1/blueprints/{owner}/{name}/versions/{latest}/document"))
}

fn print(rounds: &[(Load, Vec<Measured>)], published: &Measured) {
    say(&format!("requests: 32 connections, median of {N_ROUNDS} interleaved rounds\n"));
    table(&["work", "CPU µs", "× nginx", "p50 ms", "p99 ms", "req/s"]);
    let medians: Vec<(&Load, Measured)> =
        rounds.iter().map(|(load, round)| (load, Measured::median(round))).collect();
    let yardstick = medians.iter().find(|(load, _)| load.is_yardstick);
    let base = yardstick.map_or(f64::NAN, |(_, measured)| measured.cpu_micros);
    let line = |name: &str, m: &Measured| {
        row(&[
            name.to_owned(),
            format!("{:.1}", m.cpu_micros),
            format!("{:.2}", m.cpu_micros / base),
            format!("{:.2}", m.p50_millis),
            format!("{:.2}", m.p99_millis),
            format!("{:.0}", m.per_second),
        ]);
    };
    for (load, measured) in &medians {
        line(load.name, measured);
    }
    line("publish, 8 clients, one round", published);
}
