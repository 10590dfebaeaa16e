//! wrk, one thread of it, asking for addresses in turn.

use std::{io::Write as _, process::Command, time::Duration};

use crate::{cpu, error::BenchError, measured::Measured, server::output};

/// How hard and how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pressure {
    pub(crate) connections: usize,
    pub(crate) seconds: u64,
}

/// Requests for these paths, one after the other and again from the start, with these headers in Lua.
pub(crate) fn script(paths: &[String], headers: &str) -> String {
    let quoted: Vec<String> = paths.iter().map(|path| format!("{path:?}")).collect();
    format!(
        "local one, n = {{{}}}, 0\nrequest = function()\n  n = n % #one + 1\n  return wrk.format(\"GET\", one[n], {{{headers}}})\nend\n",
        quoted.join(", ")
    )
}

/// Runs a script against an address and counts the CPU time of the processes meanwhile.
pub(crate) fn run(
    script: &str,
    address: &str,
    pids: &[u32],
    pressure: Pressure,
) -> Result<Measured, BenchError> {
    let mut file = tempfile::Builder::new()
        .suffix(".lua")
        .tempfile()
        .map_err(BenchError::io("wrk's script"))?;
    file.write_all(script.as_bytes()).map_err(BenchError::io("wrk's script"))?;
    let before = cpu::time(pids)?;
    let mut wrk = Command::new("wrk");
    wrk.args(["-t1", "--latency", "--timeout", "60s"])
        .arg(format!("-c{}", pressure.connections))
        .arg(format!("-d{}s", pressure.seconds))
        .arg("-s")
        .arg(file.path())
        .arg(format!("http://{address}/"));
    let report = output(&mut wrk)?;
    let spent = cpu::time(pids)?.saturating_sub(before);
    if let Some(failed) = report.lines().find(|line| line.contains("Non-2xx")) {
        return Err(BenchError::Command { command: "wrk".into(), output: failed.trim().into() });
    }
    Ok(read(&report, spent))
}

fn read(report: &str, spent: Duration) -> Measured {
    let n_requests = field(report, " requests in ", 0).unwrap_or(f64::NAN);
    Measured {
        per_second: field(report, "Requests/sec:", 1).unwrap_or(f64::NAN),
        p50_millis: latency(report, "50%").unwrap_or(f64::NAN),
        p99_millis: latency(report, "99%").unwrap_or(f64::NAN),
        cpu_micros: spent.as_secs_f64() * 1e6 / n_requests,
    }
}

/// The number at word `index` of the line that contains `label`.
fn field(report: &str, label: &str, index: usize) -> Option<f64> {
    let line = report.lines().find(|line| line.contains(label))?;
    line.split_whitespace().nth(index)?.parse().ok()
}

/// wrk writes `50%  1.23ms`, or `us`, or `s`.
fn latency(report: &str, share: &str) -> Option<f64> {
    let line = report.lines().find(|line| line.trim_start().starts_with(share))?;
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{read, script};

    #[test]
    fn a_report_is_read() {
        let report = "  Latency Distribution\n     50%  361.00us\n     99%    1.20s\n  5000 requests in 4.00s, 90MB read\nRequests/sec:  1250.50\n";
        let measured = read(report, Duration::from_secs(1));
        assert_eq!((measured.p50_millis, measured.p99_millis), (0.361, 1200.0));
        assert_eq!((measured.per_second, measured.cpu_micros), (1250.5, 200.0));
    }

    #[test]
    fn paths_take_turns() {
        let script = script(&["/0".to_owned(), "/1?q=a".to_owned()], "");
        assert!(script.starts_with("local one, n = {\"/0\", \"/1?q=a\"}, 0\n"), "{script}");
    }
}
