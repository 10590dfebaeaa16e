//! A level with its reason, for lists and for the head of a blueprint.

use blueprint::maturity::{Earned, Maturity, reason};

use jiff::civil::Date;

use crate::pages::{text::Text, today};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Badge {
    pub(crate) label: String,
    pub(crate) reason: String,
}

impl Badge {
    /// The level on a day, be it none.
    pub(crate) fn of(earned: &Earned, (t, on): (Text, Date)) -> Self {
        let level = earned.level(on);
        Self {
            label: level.label().get(t.lang).to_owned(),
            reason: reason(level, earned.until(level)).get(t.lang).to_owned(),
        }
    }

    /// The level at a time, where there is one.
    pub(crate) fn earned(earned: &Earned, (t, now): (Text, i64)) -> Option<Self> {
        let on = today(now);
        (earned.level(on) != Maturity::Unproven).then(|| Self::of(earned, (t, on)))
    }
}
