//! Facts as bytes: short, the same for equal facts, and refused where they are not what would have been written.
//!
//! Sets of few known values are bit masks in the order of their `ALL`, counts and sizes are numbers of seven bits a byte,
//! lowest first. Law: whoever changes this, or what `Facts` takes from a document, raises [`Facts::VERSION`].

use jiff::civil::Date;

use super::{Facts, ProductFacts, letters};
use crate::{
    document::{AdministrationKind, CertificateScheme, Deployment, State},
    evidence::{Country, Exposed, ObjectiveId, Seal},
    fit::applies::Bounds,
};

/// Bytes that are no facts of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no facts of fit of this version")]
pub struct FactsError;

/// Says of a certificate's scheme that a last day follows.
const DATED: u8 = 0x80;

/// Says of places that there is one that is no country.
const ODD_PLACE: u8 = 0x80;

impl Facts {
    /// Names the coding and the way facts are taken from a document; whoever keeps facts keeps them under it.
    pub const VERSION: u8 = 1;

    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![Self::VERSION];
        bytes.extend(mask(&State::ALL, &self.states).to_le_bytes());
        bytes.push(small_mask(&AdministrationKind::ALL, &self.kinds));
        let Bounds { least, most } = self.bounds;
        bytes.push(u8::from(least.is_some()) | u8::from(most.is_some()) << 1);
        for bound in [least, most].into_iter().flatten() {
            number(&mut bytes, bound);
        }
        count(&mut bytes, self.products.len());
        for product in &self.products {
            product.encode(&mut bytes);
        }
        bytes
    }

    /// Reads what [`Facts::encode`] wrote; anything else is refused.
    pub fn decode(bytes: &[u8]) -> Result<Self, FactsError> {
        let mut reader = Reader(bytes);
        if reader.byte()? != Self::VERSION {
            return Err(FactsError);
        }
        let states = from_mask(&State::ALL, u16::from_le_bytes(reader.bytes()?));
        let kinds = from_mask(&AdministrationKind::ALL, reader.byte()?.into());
        let given = reader.byte()?;
        let mut bound =
            |bit: u8| if given & bit != 0 { reader.number().map(Some) } else { Ok(None) };
        let bounds = Bounds { least: bound(1)?, most: bound(2)? };
        let products = reader.list(ProductFacts::decode)?;
        let facts = Self { states, kinds, bounds, products };
        // Unknown bits, another order, a number written at length, a rest: all that is no writing of ours ends here.
        if facts.encode() == bytes { Ok(facts) } else { Err(FactsError) }
    }
}

impl ProductFacts {
    fn encode(&self, bytes: &mut Vec<u8>) {
        let stated =
            ObjectiveId::ALL.into_iter().zip(self.seals).filter(|(_, seal)| seal.is_some());
        let stated: Vec<ObjectiveId> = stated.map(|(objective, _)| objective).collect();
        bytes.push(small_mask(&ObjectiveId::ALL, &stated));
        bytes.extend(self.seals.into_iter().flatten().map(Seal::level));
        count(bytes, self.certificates.len());
        for (scheme, last) in &self.certificates {
            let known = (0..).zip(CertificateScheme::ALL).find(|(_, other)| other == scheme);
            let place: u8 = known.map_or(0, |(place, _)| place);
            match last {
                None => bytes.push(place),
                Some(last) => {
                    bytes.push(place | DATED);
                    bytes.extend(last.year().to_le_bytes());
                    bytes.extend([last.month(), last.day()].map(i8::cast_unsigned));
                }
            }
        }
        bytes.push(small_mask(&Deployment::ALL, &self.deployments));
        let known = (0..).zip(Exposed::ALL).find(|(_, other)| *other == self.exposed);
        let exposed: u8 = known.map_or(0, |(place, _)| place);
        bytes.push(exposed | if self.has_odd_place { ODD_PLACE } else { 0 });
        count(bytes, self.places.len());
        bytes.extend(self.places.iter().flatten());
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, FactsError> {
        let stated = reader.byte()?;
        let mut seals = [None; ObjectiveId::ALL.len()];
        for (bit, seal) in (0..).zip(&mut seals) {
            if stated & (1 << bit) != 0 {
                *seal = Some(reader.byte()?.try_into().map_err(|_too_high| FactsError)?);
            }
        }
        let certificates = reader.list(certificate)?;
        let deployments = from_mask(&Deployment::ALL, reader.byte()?.into());
        let exposed = reader.byte()?;
        let has_odd_place = exposed & ODD_PLACE != 0;
        let exposed = Exposed::ALL.get(usize::from(exposed & !ODD_PLACE)).ok_or(FactsError)?;
        let places = reader.list(place)?;
        Ok(Self { seals, certificates, deployments, places, has_odd_place, exposed: *exposed })
    }
}

fn certificate(reader: &mut Reader<'_>) -> Result<(CertificateScheme, Option<Date>), FactsError> {
    let scheme = reader.byte()?;
    let known = CertificateScheme::ALL.get(usize::from(scheme & !DATED)).ok_or(FactsError)?;
    if scheme & DATED == 0 {
        return Ok((*known, None));
    }
    let year = i16::from_le_bytes(reader.bytes()?);
    let [month, day] = reader.bytes()?.map(u8::cast_signed);
    let last = Date::new(year, month, day).map_err(|_no_day| FactsError)?;
    Ok((*known, Some(last)))
}

fn place(reader: &mut Reader<'_>) -> Result<[u8; 2], FactsError> {
    let code = reader.bytes::<2>()?;
    let country = str::from_utf8(&code).ok().and_then(|code| code.parse::<Country>().ok());
    country.as_ref().and_then(letters).ok_or(FactsError)
}

fn mask<T: PartialEq>(all: &[T], held: &[T]) -> u16 {
    let held = (0..).zip(all).filter(|(_, item)| held.contains(item));
    held.fold(0, |mask, (bit, _)| mask | 1 << bit)
}

fn small_mask<T: PartialEq>(all: &[T], held: &[T]) -> u8 {
    let [low, _] = mask(all, held).to_le_bytes();
    low
}

fn from_mask<T: Copy>(all: &[T], mask: u16) -> Box<[T]> {
    let held = (0..).zip(all).filter(|(bit, _)| mask & 1 << bit != 0);
    held.map(|(_, item)| *item).collect()
}

fn count(bytes: &mut Vec<u8>, n: usize) {
    number(bytes, u64::try_from(n).unwrap_or(u64::MAX));
}

fn number(bytes: &mut Vec<u8>, mut n: u64) {
    loop {
        let [low, ..] = n.to_le_bytes();
        n >>= 7;
        if n == 0 {
            return bytes.push(low & 0x7f);
        }
        bytes.push(low | 0x80);
    }
}

/// What is left to read.
struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], FactsError> {
        let (first, rest) = self.0.split_first_chunk().ok_or(FactsError)?;
        self.0 = rest;
        Ok(*first)
    }

    fn byte(&mut self) -> Result<u8, FactsError> {
        self.bytes().map(|[byte]| byte)
    }

    fn number(&mut self) -> Result<u64, FactsError> {
        let mut n = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(n);
            }
        }
        Err(FactsError)
    }

    /// As many as are said to follow; a list that says more than there is ends with what there is.
    fn list<T>(
        &mut self,
        read: impl Fn(&mut Self) -> Result<T, FactsError>,
    ) -> Result<Box<[T]>, FactsError> {
        let n = self.number()?;
        (0..n).map(|_| read(self)).collect()
    }
}
