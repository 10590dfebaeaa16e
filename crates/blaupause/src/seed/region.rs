//! Amtlicher Regionalschlüssel and Land, which must agree.

use blueprint::Message;

/// Where an organisation lies, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) ars: Option<String>,
    pub(crate) state: Option<String>,
}

/// Why two texts are not a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RegionError {
    #[error("an ARS has 12 digits, the first two are those of a Land, 01 to 16")]
    Ars,
    #[error("a Land has two digits, 01 to 16")]
    State,
    #[error("the ARS lies in another Land")]
    Differ,
}

impl Region {
    /// The Land follows from the ARS when it is not given.
    pub(crate) fn new(ars: Option<String>, state: Option<String>) -> Result<Self, RegionError> {
        if state.as_deref().is_some_and(|state| !is_state(state)) {
            return Err(RegionError::State);
        }
        let Some(ars) = ars else { return Ok(Self { ars: None, state }) };
        let well_formed = ars.len() == 12 && ars.bytes().all(|byte| byte.is_ascii_digit());
        let of_ars =
            ars.get(..2).filter(|land| well_formed && is_state(land)).ok_or(RegionError::Ars)?;
        let state = state.unwrap_or_else(|| of_ars.to_owned());
        if state != of_ars {
            return Err(RegionError::Differ);
        }
        Ok(Self { ars: Some(ars), state: Some(state) })
    }
}

impl RegionError {
    pub(crate) fn message(self) -> Message {
        let german = match self {
            Self::Ars => {
                "Ein Regionalschlüssel hat 12 Ziffern; die ersten beiden sind die eines Landes, 01 bis 16."
            }
            Self::State => "Ein Land wird mit zwei Ziffern angegeben, 01 bis 16.",
            Self::Differ => "Der Regionalschlüssel gehört zu einem anderen Land.",
        };
        Message::new(german, self.to_string())
    }
}

fn is_state(text: &str) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u8>().is_ok_and(|land| (1..=16).contains(&land))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(ars: &str, state: &str) -> Result<Region, RegionError> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Region::new(some(ars), some(state))
    }

    #[test]
    fn the_land_follows_from_the_ars() {
        assert_eq!(region("064310002002", "").unwrap().state.as_deref(), Some("06"));
        assert_eq!(region("064310002002", "06").unwrap().state.as_deref(), Some("06"));
        assert_eq!(region("", "16").unwrap().state.as_deref(), Some("16"));
        assert_eq!(region("", "").unwrap(), Region { ars: None, state: None });
    }

    #[test]
    fn anything_else_is_refused() {
        assert_eq!(region("064310002002", "07"), Err(RegionError::Differ));
        for ars in [
            "06431000200",
            "0643100020021",
            "06431000200a",
            "004310002002",
            "174310002002",
            "ääääää",
        ] {
            assert_eq!(region(ars, ""), Err(RegionError::Ars), "{ars}");
        }
        for state in ["0", "00", "17", "1", "BW", "+1", "008"] {
            assert_eq!(region("", state), Err(RegionError::State), "{state}");
        }
    }
}
