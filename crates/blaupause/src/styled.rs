//! Text in several tones, of which a terminal shows the colours and a file none.
//!
//! Law: what a document says cannot steer the terminal. A colour never says what no word says.

use std::fmt;

use anstyle::{AnsiColor, Style};

/// What a piece of text is for its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    /// A heading or a result.
    Strong,
    /// For those who look it up.
    Faint,
    Good,
    Caution,
    Bad,
}

/// A line, or several.
#[derive(Clone, Debug, Default)]
pub(crate) struct Styled(String);

impl Styled {
    pub(crate) fn plain(text: &str) -> Self {
        Self::default().and(Tone::Plain, text)
    }

    #[must_use]
    pub(crate) fn and(mut self, tone: Tone, text: &str) -> Self {
        let style = tone.style();
        self.0.push_str(&style.render().to_string());
        self.0.extend(text.chars().map(harmless));
        self.0.push_str(&style.render_reset().to_string());
        self
    }
}

impl Tone {
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Caution => AnsiColor::Yellow.on_default(),
            Self::Bad => AnsiColor::Red.on_default(),
        }
    }
}

impl fmt::Display for Styled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Control characters move the cursor or rename the window, and marks of direction turn text around.
fn harmless(c: char) -> char {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if turns || (c.is_control() && !['\n', '\t'].contains(&c)) { '\u{fffd}' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tones_make_control_sequences() {
        let text = "a\u{1b}[2Jb\u{9b}31m\r\u{202e}c\n\td";
        assert_eq!(Styled::plain(text).to_string(), "a�[2Jb�31m��c\n\td");
        let styled = Styled::plain("1 ").and(Tone::Bad, "rot").to_string();
        assert_eq!(styled, "1 \u{1b}[31mrot\u{1b}[0m");
    }
}
