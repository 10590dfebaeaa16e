//! Whether a blueprint in a list suits an organisation, in short.

use blueprint::{
    evidence::ProductRef,
    fit::{CheckStatus, Fit},
};

use crate::pages::text::Text;

/// Reasons that a card tells.
const MOST_REASONS: usize = 6;

/// A verdict with what stands in the way.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) code: &'static str,
    pub(crate) label: String,
    /// What does not suit, then what is open.
    pub(crate) reasons: Vec<String>,
    /// That more is in the way than is told.
    pub(crate) more: Option<String>,
}

impl Verdict {
    pub(crate) fn new(fit: &Fit, t: Text) -> Self {
        let decides =
            |product: &Option<ProductRef>| product.is_none() || *product == fit.decided_by;
        let mut open: Vec<_> = fit
            .checks
            .iter()
            .filter(|check| check.status != CheckStatus::Met && decides(&check.product))
            .collect();
        open.sort_by_key(|check| check.status != CheckStatus::Unmet);
        let n_more = open.len().saturating_sub(MOST_REASONS);
        let reasons = open.iter().take(MOST_REASONS).map(|check| check.message.get(t.lang));
        Self {
            code: fit.verdict.as_str(),
            label: t.code("suits", fit.verdict.as_str()),
            reasons: reasons.map(str::to_owned).collect(),
            more: (0 < n_more).then(|| t.n("suits-more", &n_more)),
        }
    }
}
