//! `blaupause fmt`: documents in their usual form.
//!
//! Law: what a document says stays the same, letter by letter of its normalised form; a file where it would not is
//! left alone.

use std::path::PathBuf;

use blueprint::{ParseError, Syntax, normalise, parse};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use super::input::Source;
use crate::{
    exit::{Exit, Failure},
    file,
    output::Output,
};

/// Bring documents into their usual form.
///
/// JSON is written anew: members in alphabetical order, two spaces of indentation, text in Unicode normalisation form C.
/// YAML keeps its comments and its layout: only the text is brought into form C, line ends become line feeds, and a
/// byte order mark is removed.
///
/// With --check nothing is written and the exit code is 1 when a file is not in its usual form.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Documents as JSON or YAML; - reads stdin and writes stdout
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write nothing, only name the files that are not in their usual form
    #[arg(long)]
    check: bool,
}

const EXAMPLES: &str = "\
Examples:
  blaupause fmt parkausweis.yaml
  blaupause fmt --check seed-blueprints/mrn/*/*.yaml
  blaupause fmt - <parkausweis.json >neu.json";

pub(crate) fn run(args: &Args, output: Output) -> Exit {
    let mut exit = Exit::Good;
    for path in &args.files {
        let done = Source::read(path).and_then(|source| one(&source, args.check, output));
        exit = exit.max(match done {
            Ok(done) => done,
            Err(failure) => {
                output.failure(&failure);
                failure.exit
            }
        });
    }
    exit
}

fn one(source: &Source, only_checks: bool, output: Output) -> Result<Exit, Failure> {
    let file = source.path.display();
    let text = match formatted(&source.bytes, source.syntax) {
        Ok(text) => text,
        Err(error) => {
            Output::line(&source.fault(&error, output.lang).line(&source.path, output))?;
            return Ok(Exit::Refused);
        }
    };
    let Some(text) = text else {
        return Err(Failure::new(
            Exit::Refused,
            format!(
                "{file}: Die Änderung würde den Inhalt verändern; die Datei bleibt, wie sie ist."
            ),
            format!("{file}: the change would alter what the file says; it is left as it is"),
        ));
    };
    let is_same = text.as_bytes() == source.bytes;
    if only_checks {
        if !is_same {
            Output::line(&file.to_string())?;
        }
        return Ok(if is_same { Exit::Good } else { Exit::Refused });
    }
    if source.is_stdin() {
        Output::bytes(text.as_bytes())?;
    } else if !is_same {
        file::write(&source.path, text.as_bytes())?;
        output.say(format!("{file}: neu geschrieben"), format!("{file}: rewritten"))?;
    }
    Ok(Exit::Good)
}

/// The usual form; `None` when it would say something else.
fn formatted(bytes: &[u8], syntax: Syntax) -> Result<Option<String>, ParseError> {
    let before = normalise(parse(bytes, syntax)?.into_value());
    let text = match syntax {
        Syntax::Json => pretty(before.clone()),
        Syntax::Yaml => plain(bytes),
    };
    let after = parse(text.as_bytes(), syntax).ok().map(blueprint::Parsed::into_value);
    Ok((after == Some(before)).then_some(text))
}

pub(super) fn pretty(mut value: Value) -> String {
    value.sort_all_objects();
    format!("{value:#}\n")
}

/// Line ends first: a carriage return must not stand between a letter and its accent.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_sorted_indented_and_composed() {
        let text =
            formatted("{\"b\":1,\"a\":{\"d\":\"a\u{308}\",\"c\":[]}}".as_bytes(), Syntax::Json);
        let expected = "{\n  \"a\": {\n    \"c\": [],\n    \"d\": \"ä\"\n  },\n  \"b\": 1\n}\n";
        assert_eq!(text.unwrap().as_deref(), Some(expected));
    }

    #[test]
    fn yaml_keeps_comments_and_layout() {
        let text = formatted(
            "\u{feff}# Notiz\r\nb:   a\u{308}   # hier\r\na: 1\r\n".as_bytes(),
            Syntax::Yaml,
        );
        assert_eq!(text.unwrap().as_deref(), Some("# Notiz\nb:   ä   # hier\na: 1\n"));
    }

    #[test]
    fn doing_it_twice_changes_nothing() {
        for (text, syntax) in
            [("{\"b\":1.50,\"a\":[{}]}", Syntax::Json), ("a: e\u{301}\r\n", Syntax::Yaml)]
        {
            let once = formatted(text.as_bytes(), syntax).unwrap().unwrap();
            assert_eq!(formatted(once.as_bytes(), syntax).unwrap(), Some(once));
        }
    }

    #[test]
    fn what_would_change_the_meaning_is_refused() {
        // The mark joins the quotation's own sign: outside of text there is nothing to compose.
        let text = formatted("a: >\u{338}\n".as_bytes(), Syntax::Yaml);
        assert!(!matches!(text, Ok(Some(_))), "{text:?}");
    }
}
