//! The release program: serving, and administering what it serves.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::error::BenchError;

/// Longest wait for an index of the largest corpus.
const PATIENCE: Duration = Duration::from_mins(30);

/// Serving from a folder of its own, until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    /// From the start until it was ready.
    pub(crate) took: Duration,
}

impl Server {
    pub(crate) fn start(
        program: &Path,
        data: &Path,
        seeds: Option<&Path>,
    ) -> Result<Self, BenchError> {
        let address = format!("127.0.0.1:{}", free_port()?);
        let seed = seeds.map(|folder| ["--seed".as_ref(), folder.as_os_str()]);
        let begun = Instant::now();
        let child = Command::new(program)
            .args(["serve", "--listen", &address, "--rate-limits", "off", "--data"])
            .arg(data)
            .args(seed.into_iter().flatten())
            .env_remove("DATABASE_URL")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(BenchError::io(program.display().to_string()))?;
        let mut server = Self { child, address, took: Duration::ZERO };
        while begun.elapsed() < PATIENCE {
            let ended = server.child.try_wait().map_err(BenchError::io("the server"))?;
            if ended.is_some() {
                break;
            }
            if ureq::get(format!("http://{}/readyz", server.address)).call().is_ok() {
                server.took = begun.elapsed();
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(BenchError::NotReady)
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn get(&self, address: &str) -> Result<Vec<u8>, BenchError> {
        let url = format!("http://{}{address}", self.address);
        let read = ureq::get(&url).call().and_then(|mut answer| answer.body_mut().read_to_vec());
        read.map_err(|error| BenchError::Http(Box::new(error)))
    }

    /// Resident memory in MiB: all of it, and without what lies in files.
    pub(crate) fn memory(&self) -> Result<(f64, f64), BenchError> {
        memory(&self.pid().to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

/// Ends a process; that it has ended already is fine.
pub(crate) fn stop(child: &mut Child) {
    let _ended = child.kill().and_then(|()| child.wait());
}

/// Of a process by its number, or of `self`.
pub(crate) fn memory(process: &str) -> Result<(f64, f64), BenchError> {
    let path = format!("/proc/{process}/status");
    let status = fs::read_to_string(&path).map_err(BenchError::io(path))?;
    let mebibytes = |label: &str| -> Option<f64> {
        let line = status.lines().find(|line| line.starts_with(label))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
    };
    Ok((mebibytes("VmRSS:").unwrap_or(f64::NAN), mebibytes("RssAnon:").unwrap_or(f64::NAN)))
}

pub(crate) fn program(root: &Path) -> PathBuf {
    #[expect(
        clippy::disallowed_methods,
        reason = "cargo's own variable, which says where it builds"
    )]
    let target =
        std::env::var("CARGO_TARGET_DIR").map_or_else(|_unset| root.join("target"), PathBuf::from);
    target.join("release/blaupause")
}

pub(crate) fn admin(program: &Path, data: &Path, arguments: &[&str]) -> Result<String, BenchError> {
    let mut command = Command::new(program);
    command.arg("admin").args(arguments).arg("--data").arg(data).env_remove("DATABASE_URL");
    output(&mut command)
}

/// What a command prints; it must end well.
pub(crate) fn output(command: &mut Command) -> Result<String, BenchError> {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command.output().map_err(BenchError::io(name.clone()))?;
    if !done.status.success() {
        let output = String::from_utf8_lossy(&done.stderr).into_owned();
        return Err(BenchError::Command { command: name, output });
    }
    Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

pub(crate) fn free_port() -> Result<u16, BenchError> {
    let bound = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    bound.map(|address| address.port()).map_err(BenchError::io("no free port"))
}
