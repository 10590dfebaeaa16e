//! A level with its reason, for lists and for the head of a blueprint.

use blueprint::maturity::{Earned, Maturity, reason};

use crate::pages::{text::Text, today};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Badge {
    pub(crate) label: String,
    pub(crate) reason: String,
}

impl Badge {
    /// The level at a time, be it none.
    pub(crate) fn of(earned: &Earned, (t, now): (Text, i64)) -> Self {
        let level = earned.level(today(now));
        Self {
            label: level.label().get(t.lang).to_owned(),
            reason: reason(level, earned.until(level)).get(t.lang).to_owned(),
        }
    }

    /// The same where there is one.
    pub(crate) fn earned(earned: &Earned, (t, now): (Text, i64)) -> Option<Self> {
        let has_level = earned.level(today(now)) != Maturity::Unproven;
        has_level.then(|| Self::of(earned, (t, now)))
    }
}
