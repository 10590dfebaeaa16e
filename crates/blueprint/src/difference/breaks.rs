//! The media breaks that a new document no longer has, and those that it brings.
//!
//! A consequence of other changes, of channels and flows for instance, so it has no level of its own.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    Lang, Message, Path, Pointer,
    media_breaks::{MediaBreak, MediaBreaks, Step, is_digital, media_breaks},
};

/// How the media breaks changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BreaksChanged {
    pub n_before: usize,
    pub n_after: usize,
    /// Places in the old document.
    pub gone: Vec<BreakTold>,
    /// Places in the new document.
    pub new: Vec<BreakTold>,
}

/// A media break that one of two documents has and the other has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakTold {
    pub pointer: Pointer,
    pub path: Path,
    pub message: Message,
}

/// Compares by the steps outside the digital world: a break stays as long as one of its steps is part of one.
pub(super) fn compare(old: &Value, new: &Value) -> BreaksChanged {
    let (before, after) = (media_breaks(old), media_breaks(new));
    BreaksChanged {
        n_before: before.count(),
        n_after: after.count(),
        gone: only_in(old, &before, &after, gone),
        new: only_in(new, &after, &before, added),
    }
}

fn only_in(
    document: &Value,
    here: &MediaBreaks<'_>,
    there: &MediaBreaks<'_>,
    tell: fn(&Step<'_>, &Step<'_>) -> Message,
) -> Vec<BreakTold> {
    let others: BTreeSet<&str> = there.breaks.iter().flat_map(outside).collect();
    let alone = here.breaks.iter().filter(|one| !outside(one).any(|id| others.contains(id)));
    alone
        .map(|one| BreakTold {
            pointer: one.at.pointer.clone(),
            path: one.at.path(document),
            message: tell(&one.at.from, &one.at.to),
        })
        .collect()
}

/// The steps of a break that are not digital.
fn outside<'b>(one: &'b MediaBreak<'_>) -> impl Iterator<Item = &'b str> {
    let steps = one.crossings().flat_map(|crossing| [&crossing.from, &crossing.to]);
    steps.filter(|step| !is_digital(step.channel)).map(|step| step.id)
}

fn gone(from: &Step<'_>, to: &Step<'_>) -> Message {
    Message::new(
        format!(
            "Der Medienbruch zwischen „{}“ und „{}“ fällt weg.",
            from.title(Lang::De),
            to.title(Lang::De)
        ),
        format!(
            "The media break between “{}” and “{}” is gone.",
            from.title(Lang::En),
            to.title(Lang::En)
        ),
    )
}

fn added(from: &Step<'_>, to: &Step<'_>) -> Message {
    Message::new(
        format!(
            "Zwischen „{}“ und „{}“ entsteht ein Medienbruch.",
            from.title(Lang::De),
            to.title(Lang::De)
        ),
        format!(
            "A media break arises between “{}” and “{}”.",
            from.title(Lang::En),
            to.title(Lang::En)
        ),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn process(channel: &str) -> Value {
        let node = |id: &str, channel: &str| json!({"id": id, "type": "task", "role": "r", "channel": channel, "title": {"de": id}});
        json!({"process": {
            "nodes": [node("a", "digital"), node("b", channel), node("c", "digital")],
            "flows": [{"id": "f1", "from": "a", "to": "b"}, {"id": "f2", "from": "b", "to": "c"}],
        }})
    }

    #[test]
    fn a_break_that_goes_and_one_that_comes_are_told_at_their_places() {
        let (paper, digital) = (process("paper"), process("digital"));
        let changed = compare(&paper, &digital);
        assert_eq!((changed.n_before, changed.n_after), (1, 0));
        assert_eq!(changed.gone[0].path.as_str(), "/process/flows/f1");
        assert_eq!(changed.gone[0].message.de, "Der Medienbruch zwischen „a“ und „b“ fällt weg.");
        assert!(changed.new.is_empty());
        let back = compare(&digital, &paper);
        assert_eq!(back.new[0].message.en, "A media break arises between “a” and “b”.");
        assert!(back.gone.is_empty());
    }

    #[test]
    fn a_break_on_another_way_out_of_the_digital_world_stays() {
        let changed = compare(&process("paper"), &process("phone"));
        assert_eq!((changed.n_before, changed.n_after), (1, 1));
        assert!(changed.gone.is_empty() && changed.new.is_empty());
    }
}
