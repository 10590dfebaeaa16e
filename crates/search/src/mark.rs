//! The place of a hit in the order of an answer, from which the next page goes on.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use blueprint::BlueprintId;

/// Where a hit stands: what it is ranked by, and its id, so that equal ranks have an order.
///
/// Written and read back as one short text. A mark stays good when the index changes; hits may then appear twice or be left
/// out, as in any list that changes while it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub(crate) rank: Rank,
    pub(crate) id: BlueprintId,
}

/// Ids stand in the order of their texts, as the columns of the index have them: `mrn-sued/a` before `mrn/a`.
impl Ord for Mark {
    fn cmp(&self, other: &Self) -> Ordering {
        let text = |id: &BlueprintId| [id.owner.as_str(), "/", id.name.as_str()].concat();
        let by_rank = self.rank.cmp(&other.rank);
        by_rank.then_with(|| text(&self.id).cmp(&text(&other.id)))
    }
}

impl PartialOrd for Mark {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What hits are ordered by; the smaller the better. One answer has only one kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// The higher the score, the smaller.
    Score(u64),
    /// The later the update, the smaller.
    Age(u64),
    /// The more organisations use it, the smaller; then the better the match, or the later the update.
    Use(u64),
    Name(String),
}

/// A text that is no mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no place in a list of hits")]
pub struct NoMark;

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.rank {
            Rank::Score(rank) => write!(f, "s {rank:x} {}", self.id),
            Rank::Age(rank) => write!(f, "u {rank:x} {}", self.id),
            Rank::Use(rank) => write!(f, "a {rank:x} {}", self.id),
            Rank::Name(name) => write!(f, "n {} {name}", self.id),
        }
    }
}

impl FromStr for Mark {
    type Err = NoMark;

    fn from_str(text: &str) -> Result<Self, NoMark> {
        let mut parts = text.splitn(3, ' ');
        let (kind, one, two) = (parts.next(), parts.next(), parts.next());
        let (rank, id) = match (kind, one, two) {
            (Some(kind @ ("s" | "u" | "a")), Some(rank), Some(id)) => {
                let rank = u64::from_str_radix(rank, 16).map_err(|_no_number| NoMark)?;
                let rank = match kind {
                    "s" => Rank::Score(rank),
                    "u" => Rank::Age(rank),
                    _ => Rank::Use(rank),
                };
                (rank, id)
            }
            (Some("n"), Some(id), Some(name)) => (Rank::Name(name.to_owned()), id),
            _ => return Err(NoMark),
        };
        let id = id.parse().map_err(|_no_id| NoMark)?;
        Ok(Self { rank, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back() {
        let id: BlueprintId = "mrn/hundesteuer".parse().unwrap();
        for rank in
            [Rank::Score(0), Rank::Age(u64::MAX), Rank::Use(7), Rank::Name("Hund und Katze".into())]
        {
            let mark = Mark { rank, id: id.clone() };
            assert_eq!(mark.to_string().parse(), Ok(mark));
        }
        for text in ["", "n", "s x mrn/a", "s 1 ../a", "n mrn/a", "z 1 mrn/a", "u 1"] {
            assert_eq!(text.parse::<Mark>(), Err(NoMark), "{text:?}");
        }
    }
}
