//! Why nothing came of a step of a draft's, in words: how far the draft is, who may, what to do.

use std::num::NonZeroI64;

use blueprint::Message;
use registry::{DraftState, DraftWish, FourEyes};

use super::{Problem, kinds};

/// Somebody else changed the draft.
pub(super) fn moved(revision: i64) -> Problem {
    let problem = Problem::saying(
        &kinds::PRECONDITION_FAILED,
        format!(
            "Jemand hat den Entwurf inzwischen geändert. Er hat jetzt den Stand {revision}. Rufen Sie ihn ab und führen Sie Ihre Änderungen damit zusammen. Es wurde nichts überschrieben."
        ),
        format!(
            "Somebody has changed the draft meanwhile. It is now at revision {revision}. Fetch it and bring your changes together with it. Nothing was overwritten."
        ),
    );
    Problem { revision: NonZeroI64::new(revision), ..problem }
}

/// The draft is in another state than the step needs.
pub(super) fn state(state: DraftState, wish: DraftWish) -> Problem {
    Problem { detail: Some(remedy(state, wish)), ..Problem::new(&kinds::DRAFT_STATE) }
}

fn remedy(state: DraftState, wish: DraftWish) -> Message {
    let (de, en) = match (state, wish) {
        (DraftState::Published, _) => (
            "Der Entwurf ist veröffentlicht und ändert sich nicht mehr. Legen Sie für die nächste Version einen neuen an.",
            "The draft is published and changes no more. Begin a new one for the next version.",
        ),
        (DraftState::Discarded, _) => (
            "Der Entwurf ist verworfen. Sein Inhalt bleibt lesbar; legen Sie damit einen neuen an, wenn Sie ihn doch brauchen.",
            "The draft is discarded. Its content stays readable; begin a new one with it if you need it after all.",
        ),
        (DraftState::Open, DraftWish::Publish) => (
            "Der Entwurf ist in Bearbeitung. Diese Organisation verlangt vier Augen: Reichen Sie ihn ein, dann kann ihn eine zweite Person veröffentlichen.",
            "The draft is being worked on. This organisation demands four eyes: submit it, and a second person can publish it.",
        ),
        (DraftState::Open, _) => (
            "Der Entwurf ist in Bearbeitung. Freigeben und zurückgeben lässt sich nur, was eingereicht ist.",
            "The draft is being worked on. Only what is submitted can be approved or returned.",
        ),
        (DraftState::Submitted, _) => (
            "Der Entwurf ist schon eingereicht. Jetzt ist eine zweite Person an der Reihe, ihn freizugeben oder zurückzugeben.",
            "The draft is submitted already. It is now for a second person to approve or return it.",
        ),
        (DraftState::Approved, _) => (
            "Der Entwurf ist schon freigegeben. Er kann veröffentlicht oder zurückgegeben werden.",
            "The draft is approved already. It can be published or returned.",
        ),
    };
    Message::new(de, en)
}

/// A second person is needed, and who that can be.
pub(super) fn four_eyes(why: &FourEyes) -> Problem {
    let (de, en) = match why {
        FourEyes::Direct(organisation) => (
            format!(
                "Diese Organisation verlangt vier Augen: Legen Sie für {organisation} einen Entwurf an (POST /api/v1/drafts)."
            ),
            format!(
                "This organisation demands four eyes: begin a draft for {organisation} (POST /api/v1/drafts)."
            ),
        ),
        FourEyes::Token(organisation) => (
            format!(
                "{organisation} verlangt vier Augen, und die hat kein Programm. Veröffentlichen kann eine Person mit der Rolle „Veröffentlichung“ oder „Leitung“, die den Entwurf weder eingereicht noch zuletzt gespeichert hat."
            ),
            format!(
                "{organisation} demands four eyes, and no program has those. A person with the role publisher or owner can publish who has neither submitted the draft nor saved it last."
            ),
        ),
        FourEyes::Own(organisation) => (
            format!(
                "Diesen Entwurf haben Sie selbst eingereicht oder zuletzt gespeichert. Bitten Sie jemand anderen in {organisation} mit der Rolle „Veröffentlichung“ oder „Leitung“."
            ),
            format!(
                "You have submitted this draft or saved it last yourself. Ask somebody else in {organisation} with the role publisher or owner."
            ),
        ),
    };
    Problem::saying(&kinds::FOUR_EYES, de, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_that_is_not_possible_has_its_remedy() {
        let mut told = Vec::new();
        for state in DraftState::ALL {
            for wish in DraftWish::ALL.into_iter().filter(|wish| !wish.is_possible(state)) {
                told.push(format!("{state} {wish}: {}", remedy(state, wish).de));
            }
        }
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn who_may_is_said_with_the_refusal() {
        let organisation: blueprint::Slug = "musterstadt".parse().unwrap();
        let whys = [
            FourEyes::Direct(organisation.clone()),
            FourEyes::Token(organisation.clone()),
            FourEyes::Own(organisation),
        ];
        let told = whys
            .map(|why| four_eyes(&why).detail.unwrap())
            .map(|told| format!("{}\n{}", told.de, told.en));
        insta::assert_snapshot!(told.join("\n"));
    }
}
