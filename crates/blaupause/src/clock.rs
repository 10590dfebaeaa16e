//! The clock and the dice, which everything below this crate is handed as arguments.

use crate::exit::Failure;

/// Microseconds since the Unix epoch.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_microsecond()
}

/// The day by the clock, in the same time zone as the registry's days: UTC.
pub(crate) fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// For a token's secret.
pub(crate) fn random() -> Result<[u8; 32], Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::internal(
            "Das Betriebssystem gab keinen Zufall her.",
            "the operating system gave no randomness",
        )
        .because(&error)
    })?;
    Ok(bytes)
}
