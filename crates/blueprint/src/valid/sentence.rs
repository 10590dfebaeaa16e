//! What the schema found, said so that a person in a town hall understands it.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use crate::{Lang, Message, schema::Node};

/// Shown instead of a long list of allowed values or names.
const MOST_LISTED: usize = 24;

pub(crate) fn required(name: &str, node: Option<Node>) -> Message {
    let de = titled(name, node, Lang::De);
    let en = titled(name, node, Lang::En);
    Message::new(
        format!("Die Pflichtangabe {de} fehlt. Ergänzen Sie sie."),
        format!("The required member {en} is missing. Add it."),
    )
}

pub(crate) fn unknown(name: &str, parent: Option<Node>) -> Message {
    let known: Vec<&str> =
        parent.into_iter().flat_map(Node::properties).map(|(name, _)| name).collect();
    let nearest = known
        .iter()
        .map(|candidate| (strsim::osa_distance(name, candidate), *candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= 2 && *distance < candidate.len());
    let (more_de, more_en) = match nearest {
        Some((_, candidate)) => {
            (format!(" Meinten Sie „{candidate}“?"), format!(" Did you mean “{candidate}”?"))
        }
        None if !known.is_empty() && known.len() <= MOST_LISTED => {
            let list = known.join(", ");
            (format!(" Möglich sind: {list}."), format!(" Possible are: {list}."))
        }
        None => Default::default(),
    };
    Message::new(
        format!(
            "Die Angabe „{name}“ ist hier nicht vorgesehen.{more_de} Eigenes gehört unter „extensions“."
        ),
        format!(
            "The member “{name}” is not provided for here.{more_en} Your own data belongs under “extensions”."
        ),
    )
}

pub(crate) fn member_name(name: &str, rule: Option<Node>) -> Message {
    let hint = |lang| rule.and_then(|rule| rule.hint(lang)).unwrap_or_default();
    Message::new(
        format!("Der Name „{name}“ ist hier nicht zulässig. {}", hint(Lang::De)).trim_end(),
        format!("The name “{name}” is not allowed here. {}", hint(Lang::En)).trim_end(),
    )
}

/// All kinds that concern the value itself.
pub(crate) fn of(
    kind: &Kind,
    value: &Value,
    node: Option<Node>,
    rule: Option<Node>,
) -> (&'static str, Message) {
    let hint = |lang| {
        rule.and_then(|rule| rule.hint(lang))
            .or_else(|| node.and_then(|node| node.hint(lang)))
            .unwrap_or_default()
    };
    match kind {
        Kind::Type { kind } => ("schema-type", wrong_type(kind, value)),
        Kind::Enum { options } => ("schema-enum", not_listed(options, value, node)),
        Kind::Constant { expected_value } => ("schema-const", constant(expected_value)),
        Kind::Pattern { .. } => (
            "schema-pattern",
            both(
                format!("„{}“ hat nicht die verlangte Form. {}", shown(value), hint(Lang::De)),
                format!("“{}” does not have the required form. {}", shown(value), hint(Lang::En)),
            ),
        ),
        Kind::Format { format } => ("schema-format", wrong_format(format, value)),
        Kind::MinLength { limit } => ("schema-min-length", shorter(*limit)),
        Kind::MaxLength { limit } => (
            "schema-max-length",
            both(
                format!("Der Text ist zu lang: erlaubt sind höchstens {limit} Zeichen."),
                format!("The text is too long: at most {limit} characters are allowed."),
            ),
        ),
        Kind::MinItems { limit: 1 } => (
            "schema-min-items",
            both(
                "Die Liste ist leer. Tragen Sie mindestens einen Eintrag ein.",
                "The list is empty. Enter at least one entry.",
            ),
        ),
        Kind::MinItems { limit } => (
            "schema-min-items",
            both(
                format!("Hier werden mindestens {limit} Einträge gebraucht."),
                format!("At least {limit} entries are needed here."),
            ),
        ),
        Kind::MaxItems { limit } => (
            "schema-max-items",
            both(
                format!("Hier sind höchstens {limit} Einträge erlaubt."),
                format!("At most {limit} entries are allowed here."),
            ),
        ),
        Kind::UniqueItems => (
            "schema-unique-items",
            both(
                "Ein Eintrag steht doppelt in der Liste. Entfernen Sie ihn.",
                "An entry stands in the list twice. Remove it.",
            ),
        ),
        other => bounds(other),
    }
}

fn bounds(kind: &Kind) -> (&'static str, Message) {
    match kind {
        Kind::Minimum { limit } | Kind::ExclusiveMinimum { limit } => (
            "schema-minimum",
            both(
                format!("Die Zahl ist zu klein: sie muss mindestens {limit} sein."),
                format!("The number is too small: it must be at least {limit}."),
            ),
        ),
        Kind::Maximum { limit } | Kind::ExclusiveMaximum { limit } => (
            "schema-maximum",
            both(
                format!("Die Zahl ist zu groß: sie darf höchstens {limit} sein."),
                format!("The number is too large: it may be at most {limit}."),
            ),
        ),
        Kind::MinProperties { limit: 1 } => (
            "schema-min-properties",
            both(
                "Hier fehlt jede Angabe. Tragen Sie mindestens eine ein.",
                "Nothing stands here. Enter at least one member.",
            ),
        ),
        Kind::MinProperties { limit } => (
            "schema-min-properties",
            both(
                format!("Hier werden mindestens {limit} Angaben gebraucht."),
                format!("At least {limit} members are needed here."),
            ),
        ),
        Kind::MaxProperties { limit } => (
            "schema-max-properties",
            both(
                format!("Hier sind höchstens {limit} Angaben erlaubt."),
                format!("At most {limit} members are allowed here."),
            ),
        ),
        other => (
            "schema-other",
            both(
                format!("Der Wert verletzt die Regel „{}“ des Schemas.", other.keyword()),
                format!("The value breaks the schema's rule “{}”.", other.keyword()),
            ),
        ),
    }
}

fn both(de: impl AsRef<str>, en: impl AsRef<str>) -> Message {
    Message::new(de.as_ref().trim_end(), en.as_ref().trim_end())
}

fn titled(name: &str, node: Option<Node>, lang: Lang) -> String {
    let title = node.and_then(|node| node.title(lang));
    match (lang, title) {
        (Lang::De, Some(title)) => format!("„{title}“ ({name})"),
        (Lang::En, Some(title)) => format!("“{title}” ({name})"),
        (Lang::De, None) => format!("„{name}“"),
        (Lang::En, None) => format!("“{name}”"),
    }
}

/// The value as the author wrote it, cut where it would drown the sentence.
fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn shorter(limit: u64) -> Message {
    if limit <= 1 {
        return both(
            "Der Text ist leer. Tragen Sie etwas ein.",
            "The text is empty. Enter something.",
        );
    }
    both(
        format!("Der Text ist zu kurz: gebraucht werden mindestens {limit} Zeichen."),
        format!("The text is too short: at least {limit} characters are needed."),
    )
}

fn constant(expected: &Value) -> Message {
    both(
        format!("Hier muss genau {expected} stehen."),
        format!("Exactly {expected} must stand here."),
    )
}

fn not_listed(options: &Value, value: &Value, node: Option<Node>) -> Message {
    let list = |lang| {
        let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
        let names: Vec<String> = options
            .iter()
            .filter(|option| !option.is_null())
            .take(MOST_LISTED)
            .map(|option| {
                let option = shown(option);
                match node.and_then(|node| node.label(&option, lang)) {
                    Some(label) => format!("{option} ({label})"),
                    None => option,
                }
            })
            .collect();
        names.join(", ")
    };
    both(
        format!(
            "„{}“ gehört nicht zur Werteliste. Möglich sind: {}.",
            shown(value),
            list(Lang::De)
        ),
        format!(
            "“{}” is not in the list of values. Possible are: {}.",
            shown(value),
            list(Lang::En)
        ),
    )
}

fn wrong_type(kind: &TypeKind, value: &Value) -> Message {
    let expected: Vec<String> = match kind {
        TypeKind::Single(single) => vec![single.to_string()],
        TypeKind::Multiple(several) => several.iter().map(|one| one.to_string()).collect(),
    };
    let names = |lang: Lang, or: &str| {
        let names: Vec<&str> = expected
            .iter()
            .filter(|name| *name != "null")
            .map(|name| type_name(name, lang))
            .collect();
        names.join(or)
    };
    let given = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    both(
        format!(
            "Hier wird {} erwartet, angegeben ist {}.",
            names(Lang::De, " oder "),
            type_name(given, Lang::De)
        ),
        format!(
            "Expected here is {}, given is {}.",
            names(Lang::En, " or "),
            type_name(given, Lang::En)
        ),
    )
}

fn type_name(name: &str, lang: Lang) -> &'static str {
    match (name, lang) {
        ("string", Lang::De) => "ein Text",
        ("string", Lang::En) => "a text",
        ("integer", Lang::De) => "eine ganze Zahl",
        ("integer", Lang::En) => "a whole number",
        ("number", Lang::De) => "eine Zahl",
        ("number", Lang::En) => "a number",
        ("boolean", Lang::De) => "ja oder nein (true, false)",
        ("boolean", Lang::En) => "yes or no (true, false)",
        ("array", Lang::De) => "eine Liste",
        ("array", Lang::En) => "a list",
        ("object", Lang::De) => "ein Objekt mit benannten Angaben",
        ("object", Lang::En) => "an object with named members",
        (_, Lang::De) => "keine Angabe (null)",
        (_, Lang::En) => "nothing (null)",
    }
}

fn wrong_format(format: &str, value: &Value) -> Message {
    let (de, en) = format_example(format).unwrap_or((format, format));
    let shown = shown(value);
    both(
        format!("„{shown}“ ist ungültig. Erwartet wird {de}."),
        format!("“{shown}” is not valid. Expected is {en}."),
    )
}

/// What a format asks for, in German and in English.
pub(crate) fn format_example(format: &str) -> Option<(&'static str, &'static str)> {
    Some(match format {
        "date" => ("ein Datum wie 2027-06-30", "a date such as 2027-06-30"),
        "duration" => {
            ("eine Dauer wie P2Y, PT24H oder PT10M", "a duration such as P2Y, PT24H or PT10M")
        }
        "email" => ("eine E-Mail-Adresse", "an e-mail address"),
        "uri" => (
            "eine Internetadresse wie https://www.musterstadt.example/",
            "a web address such as https://www.musterstadt.example/",
        ),
        "uuid" => ("eine UUID mit 36 Zeichen", "a UUID of 36 characters"),
        _ => return None,
    })
}
