//! `cargo xtask bench`: what a request costs, beside nginx serving the same bytes.
//!
//! The standing measure is server CPU per request; p50 is given beside it. Rounds are interleaved, medians are printed.
//! No test: it fails only when something does not run, never for a figure.

mod cpu;
mod load;
mod yardstick;

use std::{
    io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use testkit::{CORPUS_OWNER, corpus_document};

use self::{
    load::{Load, Measured},
    yardstick::Nginx,
};
use crate::violation::say;

const N_DOCUMENTS: u64 = 1000;
const N_ROUNDS: usize = 3;
/// Documents published into the seeded registry.
const N_COPIES: usize = 200;

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BenchError {
    #[error("{what}")]
    Io { what: String, source: io::Error },
    #[error("`{command}` failed: {output}")]
    Command { command: String, output: String },
    #[error("the server answered {status} to {what}")]
    Answer { status: u16, what: String },
    #[error("the server did not become ready")]
    NotReady,
    #[error("the request failed")]
    Http(#[source] Box<ureq::Error>),
}

impl BenchError {
    fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }
}

/// Measures the release program, which must have been built, and prints a table for each corpus.
pub(crate) fn bench(root: &Path) -> Result<(), BenchError> {
    let program = program(root);
    let seeds = root.join("seed-blueprints");
    let generated: Vec<Vec<u8>> =
        (0..N_DOCUMENTS).map(|n| corpus_document(n).to_string().into_bytes()).collect();
    on_seeds(&program, &seeds)?;
    on_generated(&program, &generated)
}

/// The registry as a newcomer starts it; what is published into it are copies of its own documents.
fn on_seeds(program: &Path, seeds: &Path) -> Result<(), BenchError> {
    let folder = tempfile::tempdir().map_err(BenchError::io("no temporary folder"))?;
    let data = folder.path().join("data");
    // An empty registry only is filled with the seeds, so the token comes afterwards.
    let server = Server::start(program, &data, Some(seeds))?;
    let token = token(program, &data)?;
    let addresses = load::addresses(&server)?;
    let canonical = load::fetch_all(&server, &addresses)?;
    let rounds = rounds(&server, folder.path(), &addresses, &canonical)?;
    let copies = copies(&canonical)?;
    let published = load::publish(&server, &token, &copies)?;
    print(&format!("{} seed blueprints", addresses.len()), &rounds, &published);
    Ok(())
}

fn on_generated(program: &Path, documents: &[Vec<u8>]) -> Result<(), BenchError> {
    let folder = tempfile::tempdir().map_err(BenchError::io("no temporary folder"))?;
    let data = folder.path().join("data");
    // The server makes the tables; administration beside it makes none.
    let server = Server::start(program, &data, None)?;
    organisation(program, &data)?;
    let token = token(program, &data)?;
    let published = load::publish(&server, &token, documents)?;
    let addresses: Vec<String> = (0..N_DOCUMENTS)
        .map(|n| format!("/api/v1/blueprints/{CORPUS_OWNER}/blaupause-{n}/versions/1.0.0/document"))
        .collect();
    let canonical = load::fetch_all(&server, &addresses)?;
    let rounds = rounds(&server, folder.path(), &addresses, &canonical)?;
    print(&format!("{N_DOCUMENTS} generated blueprints"), &rounds, &published);
    Ok(())
}

/// Documents of the seeds' kind and size, to be published as the corpus' own.
fn copies(canonical: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, BenchError> {
    let numbered = (0..N_COPIES).zip(canonical.iter().cycle());
    numbered
        .map(|(n, bytes)| {
            let mut document: serde_json::Value = serde_json::from_slice(bytes)
                .map_err(|error| BenchError::io("a seed")(error.into()))?;
            if let Some(members) = document.as_object_mut() {
                members.insert("owner".into(), CORPUS_OWNER.into());
                members.insert("name".into(), format!("blaupause-{n}").into());
                members.insert("version".into(), "1.0.0".into());
                for history in ["upstream", "changes", "renames"] {
                    members.remove(history);
                }
            }
            Ok(document.to_string().into_bytes())
        })
        .collect()
}

/// A load and what its rounds gave.
type Rounds = Vec<(Load, Vec<Measured>)>;

fn rounds(
    server: &Server,
    folder: &Path,
    addresses: &[String],
    canonical: &[Vec<u8>],
) -> Result<Rounds, BenchError> {
    let nginx = Nginx::start(&folder.join("nginx"), canonical)?;
    let mut rounds: Rounds =
        Load::all(addresses).into_iter().map(|load| (load, Vec::new())).collect();
    for _ in 0..N_ROUNDS {
        for (load, round) in &mut rounds {
            let measured = if load.is_yardstick {
                load.run(&nginx.address(), &nginx.pids()?)?
            } else {
                load.run(&server.address, &[server.child.id()])?
            };
            round.push(measured);
        }
    }
    Ok(rounds)
}

fn print(corpus: &str, rounds: &[(Load, Vec<Measured>)], published: &Measured) {
    say(&format!("{corpus}, 32 connections, median of {N_ROUNDS} interleaved rounds"));
    say(&format!(
        "{:<44} {:>10} {:>10} {:>12} {:>10}",
        "work", "req/s", "p50 ms", "CPU µs/req", "CPU ÷ nginx"
    ));
    let medians: Vec<(&Load, Measured)> =
        rounds.iter().map(|(load, round)| (load, Measured::median(round))).collect();
    let yardstick = medians.iter().find(|(load, _)| load.is_yardstick);
    let base = yardstick.map_or(f64::NAN, |(_, measured)| measured.cpu_micros);
    let row = |name: &str, m: &Measured| {
        say(&format!(
            "{name:<44} {:>10.0} {:>10.2} {:>12.1} {:>10.2}",
            m.per_second,
            m.p50_millis,
            m.cpu_micros,
            m.cpu_micros / base
        ));
    };
    for (load, measured) in &medians {
        row(load.name, measured);
    }
    row("publish, 8 clients, one round", published);
}

fn program(root: &Path) -> PathBuf {
    #[expect(
        clippy::disallowed_methods,
        reason = "cargo's own variable, which says where it builds"
    )]
    let target =
        std::env::var("CARGO_TARGET_DIR").map_or_else(|_unset| root.join("target"), PathBuf::from);
    target.join("release/blaupause")
}

fn organisation(program: &Path, data: &Path) -> Result<String, BenchError> {
    let named = ["--kind", "municipality", "--name", "Musterstadt"];
    admin(program, data, &[&["organisation", "create", CORPUS_OWNER], &named[..]].concat())
}

/// A token is what the command prints.
fn token(program: &Path, data: &Path) -> Result<String, BenchError> {
    let pattern = format!("{CORPUS_OWNER}/*");
    let allowed = ["--organisation", CORPUS_OWNER, "--scopes", "publish", "--pattern", &pattern];
    admin(program, data, &[&["token", "create"], &allowed[..]].concat())
}

fn admin(program: &Path, data: &Path, arguments: &[&str]) -> Result<String, BenchError> {
    let mut command = Command::new(program);
    command.arg("admin").args(arguments).arg("--data").arg(data).env_remove("DATABASE_URL");
    output(&mut command)
}

fn output(command: &mut Command) -> Result<String, BenchError> {
    let name = format!("{command:?}");
    let done = command.output().map_err(BenchError::io(name.clone()))?;
    if !done.status.success() {
        let output = String::from_utf8_lossy(&done.stderr).into_owned();
        return Err(BenchError::Command { command: name, output });
    }
    Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

/// The release program, serving from a folder of its own.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(program: &Path, data: &Path, seeds: Option<&Path>) -> Result<Self, BenchError> {
        let port = load::free_port().map_err(BenchError::io("no free port"))?;
        let address = format!("127.0.0.1:{port}");
        let seed = seeds.map(|folder| ["--seed".as_ref(), folder.as_os_str()]);
        let child = Command::new(program)
            .args(["serve", "--listen", &address, "--rate-limits", "off", "--data"])
            .arg(data)
            .args(seed.into_iter().flatten())
            .env_remove("DATABASE_URL")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(BenchError::io(program.display().to_string()))?;
        let server = Self { child, address };
        for _ in 0..200 {
            if ureq::get(format!("http://{}/readyz", server.address)).call().is_ok() {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(BenchError::NotReady)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

/// Ends a process; that it has ended already is fine.
fn stop(child: &mut Child) {
    let _ended = child.kill().and_then(|()| child.wait());
}
