//! Why bytes are not a document at all. What a document lacks is a finding of the rules instead.

use super::SyntaxFault;
use crate::{Code, Finding, Lang, Message, Path, Place, Pointer, Severity};

/// Why bytes could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    #[error("the document is empty")]
    Empty,
    #[error("the document has {actual} bytes, {limit} are allowed")]
    TooLarge { limit: usize, actual: usize },
    #[error("the text is not UTF-8 from byte {at} on")]
    Encoding { at: usize },
    #[error("line {}, column {}: {fault}", place.line, place.column)]
    Syntax { place: Place, fault: SyntaxFault },
    #[error("`{pointer}` is nested deeper than {limit} levels")]
    TooDeep { pointer: Pointer, limit: usize },
    #[error("`{pointer}` stands twice in its object")]
    DuplicateKey { pointer: Pointer },
    #[error("the number at `{pointer}` cannot be kept exactly")]
    Number { pointer: Pointer },
    #[error("line {}, column {}: {feature} is not allowed in a document", place.line, place.column)]
    Yaml { place: Place, feature: YamlFeature },
    #[error("the document is not an object")]
    NotAnObject,
    #[error("the document has no canonical form")]
    Canonical(#[source] serde_json::Error),
}

/// What YAML could do and a document must not use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YamlFeature {
    Anchor,
    Alias,
    Tag,
    SecondDocument,
    KeyNotText,
}

impl std::fmt::Display for YamlFeature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Anchor => "an anchor (`&`)",
            Self::Alias => "an alias (`*`)",
            Self::Tag => "a tag (`!`)",
            Self::SecondDocument => "a second document in the same file",
            Self::KeyNotText => "a key that is not text",
        })
    }
}

impl ParseError {
    /// The same as a finding, so that callers show one kind of fault only.
    pub fn finding(&self) -> Finding {
        let (code, pointer, message) = match self {
            Self::Empty => ("parse-empty", Pointer::root(), empty()),
            Self::TooLarge { limit, actual } => {
                ("parse-too-large", Pointer::root(), too_large(*limit, *actual))
            }
            Self::Encoding { at } => ("parse-encoding", Pointer::root(), encoding(*at)),
            Self::Syntax { place, fault } => {
                ("parse-syntax", Pointer::root(), syntax(*place, *fault))
            }
            Self::TooDeep { pointer, limit } => {
                ("parse-too-deep", pointer.clone(), too_deep(*limit))
            }
            Self::DuplicateKey { pointer } => {
                ("parse-duplicate-key", pointer.clone(), duplicate(pointer))
            }
            Self::Number { pointer } => ("parse-number", pointer.clone(), number()),
            Self::Yaml { place, feature } => {
                ("parse-yaml", Pointer::root(), yaml(*place, *feature))
            }
            Self::NotAnObject => ("parse-not-an-object", Pointer::root(), not_an_object()),
            Self::Canonical(_) => ("parse-canonical", Pointer::root(), number()),
        };
        let path = Path::from(pointer.as_str());
        Finding { code: Code(code), severity: Severity::Error, pointer, path, message }
    }
}

fn empty() -> Message {
    Message::new(
        "Das Dokument ist leer. Senden Sie die Blaupause als JSON oder YAML.",
        "The document is empty. Send the blueprint as JSON or YAML.",
    )
}

fn too_large(limit: usize, actual: usize) -> Message {
    Message::new(
        format!(
            "Das Dokument hat {actual} Bytes, erlaubt sind {limit}. Lagern Sie große Teile als Anlagen aus."
        ),
        format!(
            "The document has {actual} bytes, {limit} are allowed. Move large parts into attachments."
        ),
    )
}

fn encoding(at: usize) -> Message {
    Message::new(
        format!(
            "Der Text ist ab Byte {at} kein gültiges UTF-8. Speichern Sie die Datei als UTF-8."
        ),
        format!("The text is not valid UTF-8 from byte {at} on. Save the file as UTF-8."),
    )
}

fn syntax(place: Place, fault: SyntaxFault) -> Message {
    let Place { line, column } = place;
    Message::new(
        format!("Zeile {line}, Spalte {column}: {}", fault.get(Lang::De)),
        format!("Line {line}, column {column}: {}", fault.get(Lang::En)),
    )
}

fn too_deep(limit: usize) -> Message {
    Message::new(
        format!(
            "Das Dokument ist tiefer als {limit} Ebenen verschachtelt. Verringern Sie die Verschachtelung."
        ),
        format!("The document is nested deeper than {limit} levels. Nest it less deeply."),
    )
}

fn duplicate(pointer: &Pointer) -> Message {
    let name = pointer.steps().last().unwrap_or_default();
    Message::new(
        format!("Die Angabe „{name}“ steht hier doppelt. Entfernen Sie eine der beiden."),
        format!("The member “{name}” stands here twice. Remove one of the two."),
    )
}

fn number() -> Message {
    Message::new(
        "Diese Zahl ist zu groß, um genau gespeichert zu werden. Schreiben Sie sie als Text in Anführungszeichen.",
        "This number is too large to be kept exactly. Write it as text in quotation marks.",
    )
}

fn yaml(place: Place, feature: YamlFeature) -> Message {
    let Place { line, column } = place;
    let (de, en) = match feature {
        YamlFeature::Anchor => (
            "Anker (&) sind nicht erlaubt. Schreiben Sie den Inhalt aus.",
            "anchors (&) are not allowed. Write the content out.",
        ),
        YamlFeature::Alias => (
            "Verweise (*) sind nicht erlaubt. Schreiben Sie den Inhalt aus.",
            "aliases (*) are not allowed. Write the content out.",
        ),
        YamlFeature::Tag => (
            "Typangaben (!) sind nicht erlaubt. Entfernen Sie die Angabe.",
            "tags (!) are not allowed. Remove the tag.",
        ),
        YamlFeature::SecondDocument => (
            "Eine Datei enthält genau ein Dokument. Entfernen Sie alles ab „---“.",
            "a file holds exactly one document. Remove everything from “---” on.",
        ),
        YamlFeature::KeyNotText => (
            "Die Namen von Angaben müssen Text sein. Setzen Sie den Namen in Anführungszeichen.",
            "names of members must be text. Put the name in quotation marks.",
        ),
    };
    Message::new(
        format!("Zeile {line}, Spalte {column}: {de}"),
        format!("Line {line}, column {column}: {en}"),
    )
}

fn not_an_object() -> Message {
    Message::new(
        "Das Dokument muss ein Objekt mit benannten Angaben sein (in JSON: in geschweiften Klammern).",
        "The document must be an object with named members (in JSON: in curly brackets).",
    )
}
