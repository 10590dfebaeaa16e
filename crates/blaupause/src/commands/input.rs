//! Documents as files: their bytes, their syntax, and where in them a finding points.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use blueprint::{Finding, Lang, ParseError, Parsed, Place, Pointer, Severity, Syntax, parse};
use serde::Serialize;

use crate::{
    exit::{Exit, Failure},
    output::Output,
};

/// A file, or stdin as `-`.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
    pub(crate) syntax: Syntax,
}

/// A finding with its place in a file: what the API says, and line and column.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Placed {
    pub(crate) code: String,
    pub(crate) severity: String,
    pub(crate) pointer: String,
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) line: Option<usize>,
    pub(crate) column: Option<usize>,
}

impl Source {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let mut bytes = Vec::new();
        let read = if path == Path::new("-") {
            io::stdin().read_to_end(&mut bytes).map(|_| ())
        } else {
            fs::read(path).map(|content| bytes = content)
        };
        read.map_err(|error| Failure::file(path, &error))?;
        let syntax = syntax(path, &bytes);
        Ok(Self { path: path.to_owned(), bytes, syntax })
    }

    /// A file that has to be a document.
    pub(crate) fn document(path: &Path, output: Output) -> Result<(Self, Parsed), Failure> {
        let source = Self::read(path)?;
        match parse(&source.bytes, source.syntax) {
            Ok(parsed) => Ok((source, parsed)),
            Err(error) => Err(source.unreadable(&error, Exit::Refused, output)),
        }
    }

    /// Why the text cannot be read, as the end of the run.
    pub(crate) fn unreadable(&self, error: &ParseError, exit: Exit, output: Output) -> Failure {
        let line = |lang| self.fault(error, lang).line(&self.path, Output { lang, ..output });
        Failure::new(exit, line(Lang::De), line(Lang::En))
    }

    pub(crate) fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }

    pub(crate) fn placed(&self, finding: &Finding, lang: Lang) -> Placed {
        let place = Place::of(&self.bytes, &finding.pointer);
        Placed {
            code: finding.code.as_str().to_owned(),
            severity: finding.severity.as_str().to_owned(),
            pointer: finding.pointer.to_string(),
            path: finding.path.to_string(),
            message: finding.message.get(lang).to_owned(),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
        }
    }

    /// `datei.yaml:12:3` of a place.
    pub(crate) fn at(&self, pointer: &Pointer) -> String {
        let place = Place::of(&self.bytes, pointer);
        at(&self.path, place.map(|place| place.line), place.map(|place| place.column))
    }

    /// Why the text is no document, where the reader stopped.
    pub(crate) fn fault(&self, error: &ParseError, lang: Lang) -> Placed {
        let placed = self.placed(&error.finding(), lang);
        match error {
            ParseError::Syntax { place, .. } | ParseError::Yaml { place, .. } => {
                Placed { line: Some(place.line), column: Some(place.column), ..placed }
            }
            _ => placed,
        }
    }

    /// A finding as the registry sent it.
    pub(crate) fn placed_by_registry(&self, finding: &wire::Finding) -> Placed {
        let place = Place::of(&self.bytes, &Pointer::new(finding.pointer.clone()));
        Placed {
            code: finding.code.clone(),
            severity: finding.severity.clone(),
            pointer: finding.pointer.clone(),
            path: finding.path.clone(),
            message: finding.message.clone(),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
        }
    }
}

impl Placed {
    /// `datei.yaml:12:3: Fehler: …`, which editors and terminals make a link of.
    pub(crate) fn line(&self, file: &Path, output: Output) -> String {
        let text = at(file, self.line, self.column);
        let severity = if self.severity == Severity::Error.as_str() {
            output.pick("Fehler", "error")
        } else {
            output.pick("Warnung", "warning")
        };
        let Self { message, code, pointer, .. } = self;
        let at = if pointer.is_empty() { String::new() } else { format!(", {pointer}") };
        format!("{text}: {severity}: {message} [{code}{at}]")
    }
}

fn at(file: &Path, line: Option<usize>, column: Option<usize>) -> String {
    let mut text = file.display().to_string();
    for number in [line, column].into_iter().flatten() {
        text.push(':');
        text.push_str(&number.to_string());
    }
    text
}

/// Stdin can be read once.
pub(crate) fn one_stdin<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> Result<(), Failure> {
    match paths.into_iter().filter(|path| path.as_path() == Path::new("-")).count() {
        0 | 1 => Ok(()),
        _ => Err(Failure::usage(
            "Von stdin lässt sich nur eine Datei lesen: Geben Sie „-“ höchstens einmal an.",
            "only one file can be read from stdin; give “-” at most once",
        )),
    }
}

/// By the file's ending, else by its first character: only JSON begins with a brace.
fn syntax(path: &Path, bytes: &[u8]) -> Syntax {
    by_ending(path).unwrap_or_else(|| {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        match bytes.trim_ascii_start().first() {
            Some(b'{') => Syntax::Json,
            _ => Syntax::Yaml,
        }
    })
}

pub(crate) fn by_ending(path: &Path) -> Option<Syntax> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "json" => Some(Syntax::Json),
        "yaml" | "yml" => Some(Syntax::Yaml),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_and_else_the_first_character() {
        assert_eq!(syntax(Path::new("a.json"), b"a: 1"), Syntax::Json);
        assert_eq!(syntax(Path::new("a.YML"), b"{}"), Syntax::Yaml);
        assert_eq!(syntax(Path::new("-"), b" \n{}"), Syntax::Json);
        assert_eq!(syntax(Path::new("-"), "\u{feff}{}".as_bytes()), Syntax::Json);
        assert_eq!(syntax(Path::new("-"), b"a: 1"), Syntax::Yaml);
        assert_eq!(syntax(Path::new("-"), b""), Syntax::Yaml);
    }
}
