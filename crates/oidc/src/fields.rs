//! A JSON object from outside, asked field by field.
//!
//! Law: an error names the field and never shows its value; these are tokens, and what they say of people.

use serde_json::{Map, Number, Value};

use crate::{Flaw, OidcError, Part};

/// Microseconds.
pub(crate) const SECOND: i64 = 1_000_000;

#[derive(Debug)]
pub(crate) struct Fields {
    part: Part,
    map: Map<String, Value>,
}

impl Fields {
    pub(crate) fn parse(part: Part, bytes: &[u8]) -> Result<Self, OidcError> {
        // Through `Value`: errors of syntax show nothing of the content, others would.
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(map)) => Ok(Self { part, map }),
            Ok(_other) => Err(OidcError::malformed(part, Flaw::Wrong("kind of value"))),
            Err(error) => Err(OidcError::malformed(part, Flaw::Json(error))),
        }
    }

    /// A field that is null is a field that is not there.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&str>, OidcError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_other) => Err(self.wrong(name)),
        }
    }

    pub(crate) fn needed_text(&self, name: &'static str) -> Result<&str, OidcError> {
        self.text(name)?.ok_or_else(|| self.lacks(name))
    }

    /// A time of RFC 7519, in microseconds.
    pub(crate) fn time(&self, name: &'static str) -> Result<Option<i64>, OidcError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Number(number)) => match whole_seconds(number) {
                Some(seconds) => Ok(Some(seconds.saturating_mul(SECOND))),
                None => Err(self.wrong(name)),
            },
            Some(_other) => Err(self.wrong(name)),
        }
    }

    pub(crate) fn needed_time(&self, name: &'static str) -> Result<i64, OidcError> {
        self.time(name)?.ok_or_else(|| self.lacks(name))
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.map.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
    }

    pub(crate) fn lacks(&self, name: &'static str) -> OidcError {
        OidcError::malformed(self.part, Flaw::Lacks(name))
    }

    pub(crate) fn wrong(&self, name: &'static str) -> OidcError {
        OidcError::malformed(self.part, Flaw::Wrong(name))
    }
}

/// Fractions are allowed, and cut off.
fn whole_seconds(number: &Number) -> Option<i64> {
    match number.as_i64() {
        Some(seconds) => Some(seconds),
        None => format!("{:.0}", number.as_f64()?.floor()).parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Result<Fields, OidcError> {
        Fields::parse(Part::Token, json.as_bytes())
    }

    #[test]
    fn times_are_whole_seconds() {
        let times = fields(r#"{"a": 1700000000, "b": 1.9, "c": "1", "d": 1e300, "e": null}"#);
        let times = times.unwrap();
        assert_eq!(times.time("a").unwrap(), Some(1_700_000_000_000_000));
        assert_eq!(times.time("b").unwrap(), Some(1_000_000));
        assert_eq!(times.time("e").unwrap(), None);
        for bad in ["c", "d"] {
            assert!(matches!(times.time(bad), Err(OidcError::Malformed { .. })), "{bad}");
        }
    }

    #[test]
    fn an_error_shows_no_value() {
        for bad in [r#""geheim""#, r#"{"a": geheim}"#, r#"["geheim"]"#] {
            let OidcError::Malformed { source, .. } = fields(bad).unwrap_err() else { panic!() };
            let Flaw::Json(cause) = &source else { continue };
            assert!(!cause.to_string().contains("geheim"), "{cause}");
        }
    }
}
