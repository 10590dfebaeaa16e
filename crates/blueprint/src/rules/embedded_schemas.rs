//! JSON Schemas inside forms and parameters: sound, complete in themselves, and fulfilled by their defaults.

use serde_json::Value;

use super::{Context, Findings, Rule, each};
use crate::{Message, Pointer, effort, schema};

pub(super) const RULE: Rule = Rule {
    name: "embedded-schemas",
    codes: &["schema-embedded-invalid", "schema-embedded-reference", "schema-embedded-default"],
    check,
};

fn check(Context { document, .. }: Context<'_>, findings: &mut Findings<'_>) {
    for (at, entry) in each(document, "/documents") {
        if let Some(schema) = entry.pointer("/form/schema") {
            compile(&at.join("form").join("schema"), schema, findings);
        }
    }
    for (at, parameter) in each(document, "/parameters") {
        let Some(schema) = parameter.get("schema") else { continue };
        let Some(validator) = compile(&at.join("schema"), schema, findings) else { continue };
        let Some(default) = parameter.get("default").filter(|value| !value.is_null()) else {
            continue;
        };
        if !effort::is_affordable(schema, default) {
            findings.error("schema-embedded-default", at.join("default"), too_intricate());
        } else if !validator.is_valid(default) {
            findings.error("schema-embedded-default", at.join("default"), default_misfit(default));
        }
    }
}

fn compile(
    at: &Pointer,
    embedded: &Value,
    findings: &mut Findings<'_>,
) -> Option<jsonschema::Validator> {
    // Something else than a schema is the schema's own finding.
    embedded.as_object()?;
    let n_before = findings.found.len();
    references(at, embedded, findings);
    if n_before < findings.found.len() {
        return None;
    }
    if let Err(error) = jsonschema::draft202012::meta::validate(embedded) {
        let below = Pointer::new(format!("{at}{}", error.instance_path().as_str()));
        findings.error("schema-embedded-invalid", below, invalid(&error.masked().to_string()));
        return None;
    }
    match schema::options().build(embedded) {
        Ok(validator) => Some(validator),
        Err(error) => {
            findings.error(
                "schema-embedded-invalid",
                at.clone(),
                invalid(&error.masked().to_string()),
            );
            None
        }
    }
}

/// A form must mean the same tomorrow: nothing outside the schema itself may be referred to.
fn references(at: &Pointer, value: &Value, findings: &mut Findings<'_>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let below = at.join(name);
                let is_reference = matches!(name.as_str(), "$ref" | "$dynamicRef");
                match member.as_str() {
                    Some(target) if is_reference && !target.starts_with('#') => {
                        findings.error("schema-embedded-reference", below, outside(target));
                    }
                    _ => references(&below, member, findings),
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                references(&at.join(index), item, findings);
            }
        }
        _ => {}
    }
}

fn invalid(reason: &str) -> Message {
    Message::new(
        format!(
            "Das Formularschema ist kein gültiges JSON Schema 2020-12. Berichtigen Sie diese Stelle. (Meldung des Prüfers: {reason})"
        ),
        format!(
            "The embedded schema is not a valid JSON Schema 2020-12. Correct this place. ({reason})"
        ),
    )
}

fn outside(target: &str) -> Message {
    Message::new(
        format!(
            "Das Schema verweist auf „{target}“ außerhalb des Dokuments. Nehmen Sie den Teil unter $defs auf und verweisen Sie mit „#/$defs/…“."
        ),
        format!(
            "The schema refers to “{target}” outside the document. Put that part under $defs and refer to it by “#/$defs/…”."
        ),
    )
}

fn default_misfit(default: &Value) -> Message {
    Message::new(
        format!(
            "Der Vorgabewert {default} passt nicht zum Schema der Stellgröße. Ändern Sie den Wert oder das Schema."
        ),
        format!(
            "The default {default} does not fit the parameter's schema. Change the value or the schema."
        ),
    )
}

fn too_intricate() -> Message {
    Message::new(
        "Das Schema der Stellgröße ist zu verschachtelt, um den Vorgabewert zu prüfen. Vereinfachen Sie es.",
        "The parameter's schema is too intricate to check the default. Make it simpler.",
    )
}
