//! What a round of some load gave, and the middle of several.

use std::time::Duration;

/// Interleaved rounds of everything that is compared.
pub(crate) const N_ROUNDS: usize = 3;

#[derive(Clone, Debug)]
pub(crate) struct Measured {
    pub(crate) per_second: f64,
    pub(crate) p50_millis: f64,
    pub(crate) p99_millis: f64,
    /// Of all processes that serve, for each request.
    pub(crate) cpu_micros: f64,
}

impl Measured {
    /// From the times of single requests.
    pub(crate) fn of(mut took: Vec<Duration>, elapsed: Duration, cpu: Duration) -> Self {
        took.sort();
        let n_requests = f64::from(u32::try_from(took.len()).unwrap_or(u32::MAX));
        Self {
            per_second: n_requests / elapsed.as_secs_f64(),
            p50_millis: quantile(&took, 50),
            p99_millis: quantile(&took, 99),
            cpu_micros: cpu.as_secs_f64() * 1e6 / n_requests,
        }
    }

    pub(crate) fn median(rounds: &[Self]) -> Self {
        let middle = |value: fn(&Self) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(value).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
        };
        Self {
            per_second: middle(|m| m.per_second),
            p50_millis: middle(|m| m.p50_millis),
            p99_millis: middle(|m| m.p99_millis),
            cpu_micros: middle(|m| m.cpu_micros),
        }
    }
}

/// Milliseconds that so many in a hundred do not exceed; `sorted` is.
pub(crate) fn quantile(sorted: &[Duration], percent: usize) -> f64 {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_the_middle() {
        let took: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        let measured = Measured::of(took, Duration::from_secs(2), Duration::from_secs(1));
        assert_eq!((measured.p50_millis, measured.p99_millis), (51.0, 100.0));
        assert_eq!((measured.per_second, measured.cpu_micros), (50.0, 10_000.0));
        assert!(quantile(&[], 50).is_nan());
    }
}
