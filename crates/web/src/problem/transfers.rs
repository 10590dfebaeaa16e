//! Why a blueprint does not move, or has moved, in words.

use blueprint::{BlueprintId, Slug};
use registry::{TransferRefused, TransferState};

use super::{Problem, kinds};

/// The blueprint goes on elsewhere.
pub(super) fn moved(from: &BlueprintId, to: &BlueprintId) -> Problem {
    Problem::saying(
        &kinds::MOVED,
        format!("{from} ist nach {to} umgezogen und bleibt nur zum Lesen. Verwenden Sie {to}."),
        format!("{from} has moved to {to} and stays for reading alone. Use {to}."),
    )
}

/// The operator keeps a slug.
pub(super) fn kept(slug: &Slug, reason: &str) -> Problem {
    Problem::saying(
        &kinds::NAME_TAKEN,
        format!(
            "„{slug}“ wird von der Betriebsstelle freigehalten: {reason}. Wählen Sie einen anderen Namen, oder geben Sie das Kürzel zuerst frei."
        ),
        format!(
            "“{slug}” is kept by the operator: {reason}. Choose another name, or give the slug free first."
        ),
    )
}

pub(super) fn unknown(id: &str) -> (String, String) {
    (
        format!("Die Anfrage {id}, eine Blaupause zu übertragen, gibt es nicht."),
        format!("There is no request {id} to move a blueprint."),
    )
}

pub(super) fn not_kept(slug: &Slug) -> (String, String) {
    (format!("Das Kürzel {slug} wird nicht freigehalten."), format!("The slug {slug} is not kept."))
}

pub(super) fn refused(why: &TransferRefused) -> Problem {
    let (de, en) = match why {
        TransferRefused::Withdrawn(id) => (
            format!(
                "Alle Versionen von {id} sind zurückgezogen, es gibt nichts, was weitergehen könnte. Veröffentlichen Sie zuerst eine neue Version."
            ),
            format!(
                "Every version of {id} was withdrawn, there is nothing to go on with. Publish a new version first."
            ),
        ),
        TransferRefused::Waiting(id) => (
            format!(
                "Für {id} wartet schon eine Anfrage auf eine Entscheidung. Nehmen Sie diese zuerst zurück."
            ),
            format!("A request for {id} waits for a decision already. Take that back first."),
        ),
        TransferRefused::Ended(state) => ended(*state),
        TransferRefused::Expired => (
            "Die Anfrage ist abgelaufen. Bitten Sie die Organisation, die Blaupause noch einmal anzubieten.".to_owned(),
            "The request has expired. Ask the organisation to offer the blueprint again.".to_owned(),
        ),
        TransferRefused::PublishedSince(version) => (
            format!(
                "Seit der Anfrage ist Version {version} erschienen; angeboten war eine ältere. Bitten Sie die Organisation, die Anfrage zurückzunehmen und neu zu stellen."
            ),
            format!(
                "Version {version} was published since the request; an older one was offered. Ask the organisation to take the request back and make it anew."
            ),
        ),
        TransferRefused::AskerLeft(organisation) => (
            format!(
                "Wer die Blaupause angeboten hat, leitet {organisation} nicht mehr. Bitten Sie die Organisation, sie neu anzubieten."
            ),
            format!(
                "Whoever offered the blueprint does not lead {organisation} any more. Ask the organisation to offer it anew."
            ),
        ),
        TransferRefused::OwnRequest(organisation) => {
            let problem = Problem::saying(
                &kinds::FOUR_EYES,
                format!(
                    "{organisation} verlangt vier Augen, und diese Anfrage haben Sie selbst gestellt. Bitten Sie jemand anderen mit der Rolle „Leitung“, sie anzunehmen."
                ),
                format!(
                    "{organisation} demands four eyes, and you made this request yourself. Ask another owner to accept it."
                ),
            );
            return problem;
        }
    };
    Problem::saying(&kinds::TRANSFER_STATE, de, en)
}

fn ended(state: TransferState) -> (String, String) {
    let (de, en) = match state {
        TransferState::Open => ("offen", "open"),
        TransferState::Accepted => ("angenommen", "accepted"),
        TransferState::Declined => ("abgelehnt", "declined"),
        TransferState::Withdrawn => ("zurückgenommen", "withdrawn"),
    };
    (
        format!("Die Anfrage ist schon {de}. Stellen Sie eine neue, wenn sich etwas geändert hat."),
        format!("The request is {en} already. Make a new one if something has changed."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_do_is_said_with_each_refusal() {
        let id: BlueprintId = "musterstadt/fundsache".parse().unwrap();
        let mut whys = vec![
            TransferRefused::Withdrawn(id.clone()),
            TransferRefused::Waiting(id.clone()),
            TransferRefused::Expired,
            TransferRefused::PublishedSince(semver::Version::new(1, 1, 0)),
            TransferRefused::AskerLeft(id.owner.clone()),
            TransferRefused::OwnRequest(id.owner.clone()),
        ];
        whys.extend(TransferState::ALL.into_iter().skip(1).map(TransferRefused::Ended));
        let mut told: Vec<Problem> = whys.iter().map(refused).collect();
        told.push(moved(&id, &"beispielkreis/fundbuero".parse().unwrap()));
        told.push(kept(&id.owner, "Entsteht zum Jahreswechsel"));
        let told: Vec<String> = told
            .into_iter()
            .map(|one| (one.kind.slug, one.detail.unwrap()))
            .map(|(slug, told)| format!("{slug}\n{}\n{}", told.de, told.en))
            .collect();
        insta::assert_snapshot!(told.join("\n\n"));
    }
}
