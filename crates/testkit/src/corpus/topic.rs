//! What a blueprint of the corpus is about: the few facts from which its title, name, keywords and key follow.

use fastrand::Rng;

use super::{
    owners::{self, CorpusOwner},
    titles::{ACTS, FIELDS, OBJECTS, QUALIFIERS},
    word::{pick, slug},
};

/// Of twenty blueprints this one is a fork of the one before it.
const FORK: u64 = 17;

pub(super) struct Topic {
    pub(super) number: u64,
    pub(super) owner: &'static CorpusOwner,
    /// Which of the fields it belongs to.
    pub(super) field: usize,
    object: usize,
    act: usize,
    qualifier: &'static str,
    /// The title names the place.
    is_placed: bool,
}

impl Topic {
    pub(super) fn of(number: u64) -> Self {
        let mut rng = seeded(number, 1);
        let owner = owners::drawn(rng.u64(0..owners::scale()));
        if let Some(upstream) = upstream(number) {
            return Self { number, owner, is_placed: true, ..Self::of(upstream) };
        }
        Self {
            number,
            owner,
            field: rng.usize(0..FIELDS.len()),
            object: rng.usize(0..OBJECTS.len()),
            act: rng.usize(0..ACTS.len()),
            qualifier: pick(&mut rng, QUALIFIERS).unwrap_or_default(),
            is_placed: rng.u8(0..4) == 0,
        }
    }

    /// `Hundesteuer`, with its English name.
    pub(super) fn subject(&self) -> (String, String) {
        let (field_de, field_en) = FIELDS.get(self.field).copied().unwrap_or_default();
        let (object_de, object_en) = OBJECTS.get(self.object).copied().unwrap_or_default();
        (format!("{field_de}{object_de}"), format!("{field_en} {object_en}"))
    }

    pub(super) fn act(&self) -> (&'static str, &'static str) {
        ACTS.get(self.act).copied().unwrap_or_default()
    }

    pub(super) fn title(&self) -> (String, String) {
        let ((subject_de, subject_en), (act_de, act_en)) = (self.subject(), self.act());
        let qualifier = self.qualifier;
        let de = if self.is_placed {
            format!("{subject_de} {qualifier} {act_de} ({})", self.owner.name)
        } else {
            format!("{subject_de} {qualifier} {act_de}")
        };
        (de, format!("{act_en} {subject_en}"))
    }

    /// Unique in the whole corpus, so among an owner's blueprints too.
    pub(super) fn name(&self) -> String {
        format!("{}-{}-{}", slug(&self.subject().0), slug(self.act().0), self.number)
    }

    /// The key of the service in a catalogue of its own: the same subject and act have the same.
    pub(super) fn service_key(&self) -> String {
        format!("99{:03}{:03}{:03}000", 101 + self.field, 1 + self.object, 1 + self.act)
    }

    pub(super) fn keywords(&self) -> Vec<String> {
        let (field, _) = FIELDS.get(self.field).copied().unwrap_or_default();
        let (object, _) = OBJECTS.get(self.object).copied().unwrap_or_default();
        vec![self.subject().0.to_lowercase(), field.to_lowercase(), object.to_owned()]
    }
}

/// Whose fork the blueprint of this number is.
pub(super) fn upstream(number: u64) -> Option<u64> {
    (number % 20 == FORK).then(|| number - 1)
}

/// A generator for one side of a blueprint, so that a change in one leaves the others as they are.
pub(super) fn seeded(number: u64, side: u64) -> Rng {
    Rng::with_seed(number.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(side))
}
