//! CPU time of processes, from `/proc`.

use std::{fs, time::Duration};

use crate::error::BenchError;

/// User and system time of all these processes so far.
pub(crate) fn time(pids: &[u32]) -> Result<Duration, BenchError> {
    pids.iter().map(|pid| of(*pid, 2)).sum()
}

/// The same of a process, of its children, and of those children that have ended.
pub(crate) fn time_with_children(pid: u32) -> Result<Duration, BenchError> {
    let path = format!("/proc/{pid}/task/{pid}/children");
    let children = fs::read_to_string(&path).map_err(BenchError::io(path))?;
    let children = children.split_whitespace().filter_map(|child| child.parse().ok());
    // One that ends meanwhile is counted among the ended.
    let living: Duration = children.filter_map(|child| of(child, 2).ok()).sum();
    Ok(of(pid, 4)? + living)
}

fn of(pid: u32, n_fields: usize) -> Result<Duration, BenchError> {
    let path = format!("/proc/{pid}/stat");
    let stat = fs::read_to_string(&path).map_err(BenchError::io(path))?;
    Ok(ticks(&stat, n_fields).map_or(Duration::ZERO, |ticks| Duration::from_millis(ticks * 10)))
}

/// Fields 14 and 15 of `stat`, user and system time in hundredths of a second, and 16 and 17, the same of children that
/// have ended. The name in field 2 may hold blanks.
fn ticks(stat: &str, n_fields: usize) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let fields = rest.split_whitespace().skip(11).take(n_fields);
    fields.map(|field| field.parse::<u64>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use super::ticks;

    #[test]
    fn user_and_system_time_are_added_whatever_the_name() {
        let stat = "42 (a ) b) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 7 3 20 0 1 0 1 2 3";
        assert_eq!(ticks(stat, 2), Some(300));
        assert_eq!(ticks(stat, 4), Some(310));
    }
}
