//! What the program says: data on stdout, talk on stderr, both understandable without colour.
//!
//! Law: nothing else in this crate writes to the terminal. Colours appear on a terminal that wants them (`NO_COLOR`
//! turns them off), in files and pipes never.

use std::io::{self, Write as _};

use blueprint::{Lang, Message};
use serde::Serialize;

use crate::{
    exit::Failure,
    styled::{Styled, Tone},
};

/// How data is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: the shapes of the API.
    Json,
}

/// The two streams, in the language and format that were asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    pub(crate) lang: Lang,
    pub(crate) format: Format,
}

impl Output {
    pub(crate) fn is_json(self) -> bool {
        self.format == Format::Json
    }

    /// A line of data for people.
    pub(crate) fn line(text: &str) -> Result<(), Failure> {
        Self::styled(&Styled::plain(text))
    }

    pub(crate) fn styled(line: &Styled) -> Result<(), Failure> {
        let mut stdout = anstream::stdout().lock();
        Ok(unless_closed(writeln!(stdout, "{line}").and_then(|()| stdout.flush()))?)
    }

    /// The same beside the data: on stderr.
    pub(crate) fn aside(line: &Styled) -> Result<(), Failure> {
        Ok(unless_closed(writeln!(anstream::stderr(), "{line}"))?)
    }

    /// Data as it is.
    pub(crate) fn bytes(bytes: &[u8]) -> Result<(), Failure> {
        Ok(unless_closed(io::stdout().write_all(bytes).and_then(|()| io::stdout().flush()))?)
    }

    /// Data for a program: one value, indented for those who look at it.
    pub(crate) fn json<T: Serialize>(value: &T) -> Result<(), Failure> {
        match serde_json::to_string_pretty(value) {
            Ok(text) => Self::bytes(format!("{text}\n").as_bytes()),
            Err(error) => Err(io::Error::from(error).into()),
        }
    }

    /// Data for a program: one value a line, for commands that have several.
    pub(crate) fn json_line<T: Serialize>(value: &T) -> Result<(), Failure> {
        match serde_json::to_string(value) {
            Ok(text) => Self::bytes(format!("{text}\n").as_bytes()),
            Err(error) => Err(io::Error::from(error).into()),
        }
    }

    /// A sentence for the person at the terminal.
    pub(crate) fn talk(self, message: &Message) -> Result<(), Failure> {
        Self::aside(&Styled::plain(message.get(self.lang)))
    }

    pub(crate) fn say(self, de: impl Into<String>, en: impl Into<String>) -> Result<(), Failure> {
        self.talk(&Message::new(de, en))
    }

    /// Why the run failed. That this cannot be said either is nothing to report anywhere.
    pub(crate) fn failure(self, failure: &Failure) {
        let mut stderr = anstream::stderr().lock();
        let message = Styled::plain("blaupause: ").and(Tone::Plain, failure.message.get(self.lang));
        writeln!(stderr, "{message}").ok();
        for cause in &failure.causes {
            writeln!(stderr, "  {}", Styled::plain(cause)).ok();
        }
    }

    pub(crate) fn pick<'t>(self, de: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::De => de,
            Lang::En => en,
        }
    }
}

/// A reader that has seen enough (`blaupause search … | head`) is no failure.
fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
