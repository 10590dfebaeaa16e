//! CPU time of processes, from `/proc`.

use std::{fs, time::Duration};

use super::BenchError;

/// User and system time of all these processes so far.
pub(super) fn time(pids: &[u32]) -> Result<Duration, BenchError> {
    pids.iter().map(|pid| of(*pid)).sum()
}

fn of(pid: u32) -> Result<Duration, BenchError> {
    let path = format!("/proc/{pid}/stat");
    let stat = fs::read_to_string(&path).map_err(BenchError::io(path))?;
    Ok(ticks(&stat).map_or(Duration::ZERO, |ticks| Duration::from_millis(ticks * 10)))
}

/// Fields 14 and 15 of `stat`, in hundredths of a second; the name in field 2 may hold blanks.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::ticks;

    #[test]
    fn user_and_system_time_are_added_whatever_the_name() {
        let stat = "42 (a ) b) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 1 2 3";
        assert_eq!(ticks(stat), Some(300));
    }
}
