//! The load: wrk for reading, eight clients for publishing.

use std::{
    io::{self, Write as _},
    net::TcpListener,
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use testkit::CORPUS_OWNER;

use super::{BenchError, Server, cpu, output};

/// One kind of request.
pub(super) struct Load {
    pub(super) name: &'static str,
    pub(super) is_yardstick: bool,
    script: String,
}

/// What one round of it gave.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) per_second: f64,
    pub(super) p50_millis: f64,
    pub(super) cpu_micros: f64,
}

impl Load {
    /// `addresses`: where the documents are.
    pub(super) fn all(addresses: &[String]) -> Vec<Self> {
        let words = r#"{"hundesteuer", "gewerbe+anmelden", "parkausweis", "sperrm%C3%BCll+beantragen", "baumf%C3%A4llung"}"#;
        let table = |entries: Vec<String>| {
            let quoted: Vec<String> = entries.iter().map(|entry| format!("{entry:?}")).collect();
            format!("{{{}}}", quoted.join(", "))
        };
        let summaries = addresses
            .iter()
            .map(|address| address.split("/versions/").next().unwrap_or_default().to_owned());
        let one_of = |entries: Vec<String>| (table(entries), "one[math.random(#one)]".to_owned());
        let files = one_of((0..addresses.len()).map(|n| format!("/{n}")).collect());
        let documents = one_of(addresses.to_vec());
        let summaries = one_of(summaries.collect());
        let list = (table(Vec::new()), "\"/api/v1/blueprints?limit=20&sort=name\"".to_owned());
        let search =
            (words.to_owned(), "\"/api/v1/blueprints?q=\" .. one[math.random(#one)]".to_owned());
        let load = |name, is_yardstick, (one, path): &(String, String), headers: &str| {
            let script = format!(
                "local one = {one}\nrequest = function() return wrk.format(\"GET\", {path}, {{{headers}}}) end\n"
            );
            Self { name, is_yardstick, script }
        };
        let zstd = "[\"Accept-Encoding\"] = \"zstd\"";
        vec![
            load("nginx, the same documents as files", true, &files, ""),
            load("document, identity", false, &documents, ""),
            load("document, zstd accepted", false, &documents, zstd),
            load("list of 20", false, &list, ""),
            load("search, ranked, facets, highlights", false, &search, ""),
            load("summary of a blueprint", false, &summaries, ""),
        ]
    }

    pub(super) fn run(&self, address: &str, pids: &[u32]) -> Result<Measured, BenchError> {
        let mut file = tempfile::Builder::new()
            .suffix(".lua")
            .tempfile()
            .map_err(BenchError::io("wrk's script"))?;
        file.write_all(self.script.as_bytes()).map_err(BenchError::io("wrk's script"))?;
        let before = cpu::time(pids)?;
        let mut wrk = Command::new("wrk");
        wrk.args(["-t1", "-c32", "-d4s", "--latency", "-s"])
            .arg(file.path())
            .arg(format!("http://{address}/"));
        let report = output(&mut wrk)?;
        let spent = cpu::time(pids)?.saturating_sub(before);
        if let Some(failed) = report.lines().find(|line| line.contains("Non-2xx")) {
            return Err(BenchError::Command {
                command: self.name.into(),
                output: failed.trim().into(),
            });
        }
        let n_requests = field(&report, " requests in ", 0).unwrap_or(f64::NAN);
        Ok(Measured {
            per_second: field(&report, "Requests/sec:", 1).unwrap_or(f64::NAN),
            p50_millis: latency(&report).unwrap_or(f64::NAN),
            cpu_micros: spent.as_secs_f64() * 1e6 / n_requests,
        })
    }
}

impl Measured {
    pub(super) fn median(rounds: &[Self]) -> Self {
        let middle = |value: fn(&Self) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(value).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
        };
        Self {
            per_second: middle(|m| m.per_second),
            p50_millis: middle(|m| m.p50_millis),
            cpu_micros: middle(|m| m.cpu_micros),
        }
    }
}

/// The number at word `index` of the line that contains `label`.
fn field(report: &str, label: &str, index: usize) -> Option<f64> {
    let line = report.lines().find(|line| line.contains(label))?;
    line.split_whitespace().nth(index)?.parse().ok()
}

/// wrk writes `50%  1.23ms`, or `us`, or `s`.
fn latency(report: &str) -> Option<f64> {
    let line = report.lines().find(|line| line.trim_start().starts_with("50%"))?;
    let text = line.split_whitespace().nth(1)?;
    let (number, factor) = if let Some(number) = text.strip_suffix("us") {
        (number, 0.001)
    } else if let Some(number) = text.strip_suffix("ms") {
        (number, 1.0)
    } else {
        (text.strip_suffix('s')?, 1000.0)
    };
    Some(number.parse::<f64>().ok()? * factor)
}

/// Publishes every document once, with eight clients.
pub(super) fn publish(
    server: &Server,
    token: &str,
    documents: &[Vec<u8>],
) -> Result<Measured, BenchError> {
    let pid = [server.child.id()];
    let (before, begun) = (cpu::time(&pid)?, Instant::now());
    let next = AtomicUsize::new(0);
    let client = || -> Result<Vec<Duration>, BenchError> {
        let agent = ureq::Agent::new_with_defaults();
        let mut took = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(document) = documents.get(n) else { return Ok(took) };
            let url = format!(
                "http://{}/api/v1/blueprints/{CORPUS_OWNER}/blaupause-{n}/versions/1.0.0",
                server.address
            );
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
        let clients: Vec<_> = (0..8).map(|_| scope.spawn(client)).collect();
        for client in clients {
            match client.join() {
                Ok(times) => took.extend(times?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok::<(), BenchError>(())
    })?;
    let (spent, elapsed) = (cpu::time(&pid)?.saturating_sub(before), begun.elapsed());
    took.sort();
    let n_documents = f64::from(u32::try_from(took.len()).unwrap_or(u32::MAX));
    Ok(Measured {
        per_second: n_documents / elapsed.as_secs_f64(),
        p50_millis: took.get(took.len() / 2).map_or(f64::NAN, |t| t.as_secs_f64() * 1e3),
        cpu_micros: spent.as_secs_f64() * 1e6 / n_documents,
    })
}

/// Where the documents of all blueprints' latest versions are.
pub(super) fn addresses(server: &Server) -> Result<Vec<String>, BenchError> {
    let list = get(server, "/api/v1/blueprints?limit=100")?;
    let list: serde_json::Value =
        serde_json::from_slice(&list).map_err(|error| BenchError::io("the list")(error.into()))?;
    let items = list.get("items").and_then(serde_json::Value::as_array);
    let address = |item: &serde_json::Value| {
        let text = |member: &str| item.get(member).and_then(serde_json::Value::as_str);
        let (owner, name, latest) = (text("owner")?, text("name")?, text("latest")?);
        Some(format!("/api/v1/blueprints/{owner}/{name}/versions/{latest}/document"))
    };
    Ok(items.into_iter().flatten().filter_map(address).collect())
}

/// The canonical bytes as the server gives them, for nginx to serve.
pub(super) fn fetch_all(server: &Server, addresses: &[String]) -> Result<Vec<Vec<u8>>, BenchError> {
    addresses.iter().map(|address| get(server, address)).collect()
}

fn get(server: &Server, address: &str) -> Result<Vec<u8>, BenchError> {
    let url = format!("http://{}{address}", server.address);
    let read = ureq::get(&url).call().and_then(|mut answer| answer.body_mut().read_to_vec());
    read.map_err(|error| BenchError::Http(Box::new(error)))
}

pub(super) fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::{field, latency};

    #[test]
    fn a_report_is_read() {
        let report = "  Latency Distribution\n     50%  361.00us\n  5000 requests in 4.00s, 90MB read\nRequests/sec:  1250.50\n";
        assert_eq!(latency(report), Some(0.361));
        assert_eq!(field(report, " requests in ", 0), Some(5000.0));
        assert_eq!(field(report, "Requests/sec:", 1), Some(1250.5));
    }
}
