//! The terms of leaving, held against the Data Act.
//!
//! Regulation (EU) 2023/2854, Article 25 (<https://eur-lex.europa.eu/eli/reg/2023/2854/oj>): notice at most two months,
//! transition at most 30 days, retrieval at least 30 days.

use jiff::{Unit, civil::Date};

use super::standing::day;
use crate::document::Document;

/// Two months, counted as the rule `law-notice` counts them.
const MOST_NOTICE: u32 = 60;
const MOST_TRANSITION: u32 = 30;
const LEAST_RETRIEVAL: u32 = 30;

/// On which terms one gets away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitTerms {
    pub notice: Term,
    pub transition: Term,
    pub retrieval: Term,
    /// In which formats all data can be had.
    pub export_formats: Vec<String>,
    /// When the change was last tried; none where it was not, or not yet.
    pub tried: Option<Tried>,
}

/// A period and what the law makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub days: Option<u32>,
    /// The law's limit in days.
    pub limit: u32,
    pub standing: TermStanding,
}

/// How a period stands to its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermStanding {
    Ok,
    TooLong,
    TooShort,
    NotStated,
}

/// A change of vendor that was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    pub on: Date,
    pub days_ago: u32,
}

/// The terms of leaving, as they look `on` a day.
pub fn exit_terms(document: &Document, on: Date) -> ExitTerms {
    let exit = document.sovereignty.exit.as_ref();
    let tried = exit.and_then(|exit| day(exit.tested_on.as_deref()));
    ExitTerms {
        notice: at_most(exit.and_then(|exit| exit.notice_days), MOST_NOTICE),
        transition: at_most(exit.and_then(|exit| exit.transition_days), MOST_TRANSITION),
        retrieval: at_least(exit.and_then(|exit| exit.retrieval_days), LEAST_RETRIEVAL),
        export_formats: exit.map(|exit| exit.export_formats.clone()).unwrap_or_default(),
        tried: tried.and_then(|day| Some(Tried { on: day, days_ago: days_between(day, on)? })),
    }
}

/// None where `later` is before `earlier`.
fn days_between(earlier: Date, later: Date) -> Option<u32> {
    let span = later.since((Unit::Day, earlier)).ok()?;
    span.get_days().try_into().ok()
}

fn at_most(days: Option<u32>, limit: u32) -> Term {
    let standing = match days {
        Some(days) if limit < days => TermStanding::TooLong,
        Some(_) => TermStanding::Ok,
        None => TermStanding::NotStated,
    };
    Term { days, limit, standing }
}

fn at_least(days: Option<u32>, limit: u32) -> Term {
    let standing = match days {
        Some(days) if days < limit => TermStanding::TooShort,
        Some(_) => TermStanding::Ok,
        None => TermStanding::NotStated,
    };
    Term { days, limit, standing }
}

impl TermStanding {
    pub const ALL: [Self; 4] = [Self::Ok, Self::TooLong, Self::TooShort, Self::NotStated];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::TooLong => "too_long",
            Self::TooShort => "too_short",
            Self::NotStated => "not_stated",
        }
    }
}
