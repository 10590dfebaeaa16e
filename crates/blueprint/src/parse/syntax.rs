//! What the readers say of a text that is no JSON or no YAML, in words for its author.
//!
//! The libraries tell their faults by an English text and nothing else. Those texts are known here and nowhere
//! else, and none of them gets out: one that is not known gets a sentence that is true of every fault.

use std::fmt;

use crate::Lang;

/// Why a text ends being JSON or YAML at some place, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxFault {
    de: &'static str,
    en: &'static str,
}

impl SyntaxFault {
    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        match text.split(" at line ").next().unwrap_or_default() {
            "EOF while parsing a list" => OPEN_LIST,
            "EOF while parsing an object" => OPEN_OBJECT,
            "EOF while parsing a string" => OPEN_TEXT,
            "EOF while parsing a value" => ENDS_EARLY,
            "expected `:`" => NO_COLON,
            "expected `,` or `]`" => LIST_GOES_ON,
            "expected `,` or `}`" => OBJECT_GOES_ON,
            "trailing comma" => COMMA_TOO_MANY,
            "expected value" => NO_VALUE,
            "expected ident" => WORD,
            "key must be a string" => BARE_NAME,
            "invalid escape" => ESCAPE,
            "invalid unicode code point"
            | "lone leading surrogate in hex escape"
            | "unexpected end of hex escape" => HALF_CHARACTER,
            "control character (\\u0000-\\u001F) found while parsing a string" => CONTROL_CHARACTER,
            "invalid number" => NUMBER_FORM,
            "number out of range" => NUMBER_SIZE,
            "trailing characters" => REST,
            _ => OTHER,
        }
    }

    pub(super) fn of_yaml(text: &str) -> Self {
        let known = YAML.iter().find(|(part, _)| text.contains(part));
        known.map_or(OTHER, |(_, fault)| *fault)
    }

    pub(super) fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::De => self.de,
            Lang::En => self.en,
        }
    }
}

/// What the texts of the YAML reader, of which there are some seventy, have in common. The first that fits counts.
const YAML: &[(&str, SyntaxFault)] = &[
    ("unexpected eof", ENDS_EARLY),
    ("found unexpected end of stream", OPEN_TEXT),
    ("indentation in quoted scalar", OPEN_TEXT),
    ("tabs disallowed", TAB),
    ("tab cannot be used", TAB),
    ("found a tab", TAB),
    ("start with a tab", TAB),
    ("after double-quoted scalar", AFTER_QUOTE),
    ("escape", ESCAPE),
    ("hexadecimal", ESCAPE),
    ("',' or ']'", LIST_GOES_ON),
    ("',' or '}'", OBJECT_GOES_ON),
    ("mapping values are not allowed", STRAY_COLON),
    ("placement of ':'", STRAY_COLON),
    ("simple key expect", NO_COLON),
    ("unexpected character", RESERVED_CHARACTER),
    ("indent", INDENTATION),
    ("expected key", INDENTATION),
    ("expected '-' indicator", INDENTATION),
    ("block sequence entries", INDENTATION),
    ("unprintable", CONTROL_CHARACTER),
];

impl fmt::Display for SyntaxFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en)
    }
}

const fn fault(de: &'static str, en: &'static str) -> SyntaxFault {
    SyntaxFault { de, en }
}

const OPEN_LIST: SyntaxFault = fault(
    "Der Text endet, bevor die Liste geschlossen ist. Ergänzen Sie „]“.",
    "the text ends before the list is closed. Add “]”.",
);
const OPEN_OBJECT: SyntaxFault = fault(
    "Der Text endet, bevor das Objekt geschlossen ist. Ergänzen Sie „}“.",
    "the text ends before the object is closed. Add “}”.",
);
const OPEN_TEXT: SyntaxFault = fault(
    "Ein Text in Anführungszeichen ist nicht geschlossen. Ergänzen Sie das zweite Anführungszeichen.",
    "a text in quotation marks is not closed. Add the second quotation mark.",
);
const ENDS_EARLY: SyntaxFault = fault(
    "Der Text endet, obwohl noch etwas fehlt. Prüfen Sie, ob er vollständig ist.",
    "the text ends although something is missing. Check that it is complete.",
);
const NO_COLON: SyntaxFault = fault(
    "Zwischen dem Namen und dem Wert fehlt ein Doppelpunkt.",
    "there is no colon between the name and the value.",
);
const LIST_GOES_ON: SyntaxFault = fault(
    "Die Liste geht hier nicht richtig weiter. Setzen Sie ein Komma zwischen die Einträge und „]“ an das Ende.",
    "the list does not go on correctly here. Put a comma between the entries and “]” at the end.",
);
const OBJECT_GOES_ON: SyntaxFault = fault(
    "Das Objekt geht hier nicht richtig weiter. Setzen Sie ein Komma zwischen die Angaben und „}“ an das Ende.",
    "the object does not go on correctly here. Put a comma between the members and “}” at the end.",
);
const COMMA_TOO_MANY: SyntaxFault = fault(
    "Hinter dem letzten Eintrag steht noch ein Komma. Entfernen Sie es.",
    "there is a comma behind the last entry. Remove it.",
);
const NO_VALUE: SyntaxFault = fault(
    "Hier fehlt ein Wert, oder er ist nicht lesbar. Text steht in geraden Anführungszeichen (\").",
    "there is no value here, or it cannot be read. Text stands in straight quotation marks (\").",
);
const WORD: SyntaxFault = fault(
    "Dieses Wort hat hier keine Bedeutung. Ohne Anführungszeichen stehen nur true, false, null und Zahlen.",
    "this word means nothing here. Without quotation marks there are only true, false, null and numbers.",
);
const BARE_NAME: SyntaxFault = fault(
    "Hier gehört der Name einer Angabe hin, in geraden Anführungszeichen (\").",
    "the name of a member belongs here, in straight quotation marks (\").",
);
const ESCAPE: SyntaxFault = fault(
    "Hinter dem umgekehrten Schrägstrich (\\) steht etwas Unzulässiges. Schreiben Sie ihn doppelt (\\\\), wenn er selbst gemeint ist.",
    "what stands behind the backslash (\\) is not allowed. Write it twice (\\\\) if it is meant itself.",
);
const HALF_CHARACTER: SyntaxFault = fault(
    "Diese Angabe mit \\u ergibt kein Zeichen. Schreiben Sie das Zeichen selbst.",
    "this \\u does not make a character. Write the character itself.",
);
const CONTROL_CHARACTER: SyntaxFault = fault(
    "In einem Text steht ein Steuerzeichen. Schreiben Sie einen Zeilenumbruch als \\n und einen Tabulator als \\t.",
    "there is a control character in a text. Write a line break as \\n and a tab as \\t.",
);
const NUMBER_FORM: SyntaxFault = fault(
    "Diese Zahl ist nicht richtig geschrieben. Sie beginnt nicht mit überzähligen Nullen oder „+“ und hat einen Punkt statt eines Kommas.",
    "this number is not written correctly. It begins neither with needless zeros nor with “+”, and has a point instead of a comma.",
);
const NUMBER_SIZE: SyntaxFault = fault(
    "Diese Zahl ist zu groß, um genau gespeichert zu werden. Schreiben Sie sie als Text in Anführungszeichen.",
    "this number is too large to be kept exactly. Write it as text in quotation marks.",
);
const REST: SyntaxFault = fault(
    "Hinter dem Ende des Dokuments steht noch etwas. Entfernen Sie es.",
    "something stands behind the end of the document. Remove it.",
);
/// A tab where YAML counts spaces.
const TAB: SyntaxFault = fault(
    "Hier steht ein Tabulator. Rücken Sie mit Leerzeichen ein.",
    "there is a tab here. Indent with spaces.",
);
const INDENTATION: SyntaxFault = fault(
    "Die Einrückung passt nicht zu den Zeilen darüber. Rücken Sie zusammengehörige Angaben gleich weit ein.",
    "the indentation does not fit the lines above. Indent members that belong together alike.",
);
/// A colon inside text without quotation marks.
const STRAY_COLON: SyntaxFault = fault(
    "Hier steht ein Doppelpunkt an unerwarteter Stelle. Setzen Sie Text mit Doppelpunkt in Anführungszeichen und prüfen Sie die Einrückung.",
    "there is a colon at an unexpected place. Put text with a colon in quotation marks, and check the indentation.",
);
/// A character with which text in YAML cannot begin.
const RESERVED_CHARACTER: SyntaxFault = fault(
    "Mit diesem Zeichen darf Text nicht beginnen. Setzen Sie ihn in Anführungszeichen.",
    "text must not begin with this character. Put it in quotation marks.",
);
const AFTER_QUOTE: SyntaxFault = fault(
    "Hinter dem schließenden Anführungszeichen steht noch etwas. Schreiben Sie Anführungszeichen im Text mit umgekehrtem Schrägstrich (\\\").",
    "something stands behind the closing quotation mark. Write quotation marks within the text with a backslash (\\\").",
);
/// True of every fault.
const OTHER: SyntaxFault = fault(
    "Der Text lässt sich ab hier nicht lesen. Prüfen Sie Klammern, Anführungszeichen, Kommas und Einrückung.",
    "the text cannot be read from here on. Check brackets, quotation marks, commas and indentation.",
);
