//! Sentences about fields that come, go, or become required.

use crate::Message;

pub(in super::super) fn required(field: &str) -> Message {
    Message::new(
        format!("Das Feld „{field}“ ist jetzt Pflicht."),
        format!("The field “{field}” is now required."),
    )
}

pub(in super::super) fn optional(field: &str) -> Message {
    Message::new(
        format!("Das Feld „{field}“ ist nicht mehr Pflicht."),
        format!("The field “{field}” is no longer required."),
    )
}

pub(in super::super) fn required_with(field: &str, when: &str) -> Message {
    Message::new(
        format!("Das Feld „{field}“ ist jetzt Pflicht, sobald „{when}“ ausgefüllt ist."),
        format!("The field “{field}” is now required once “{when}” is filled in."),
    )
}

pub(in super::super) fn optional_with(field: &str, when: &str) -> Message {
    Message::new(
        format!("Das Feld „{field}“ ist nicht mehr Pflicht, wenn „{when}“ ausgefüllt ist."),
        format!("The field “{field}” is no longer required when “{when}” is filled in."),
    )
}

pub(in super::super) fn field_added(field: &str) -> Message {
    Message::new(format!("Das Feld „{field}“ ist neu."), format!("The field “{field}” is new."))
}

pub(in super::super) fn field_ruled(field: &str) -> Message {
    Message::new(
        format!(
            "Für das Feld „{field}“ gelten jetzt Vorgaben, bisher war unter diesem Namen anderes erlaubt."
        ),
        format!(
            "The field “{field}” now has rules, formerly something else was allowed under this name."
        ),
    )
}

pub(in super::super) fn field_named(field: &str) -> Message {
    Message::new(
        format!("Das Feld „{field}“ wird jetzt ausdrücklich genannt."),
        format!("The field “{field}” is now named explicitly."),
    )
}

pub(in super::super) fn field_gone(field: &str) -> Message {
    Message::new(
        format!("Das Feld „{field}“ ist entfallen."),
        format!("The field “{field}” has been dropped."),
    )
}

pub(in super::super) fn field_unruled(field: &str) -> Message {
    Message::new(
        format!("Für das Feld „{field}“ gelten keine Vorgaben mehr."),
        format!("The field “{field}” no longer has rules."),
    )
}

pub(in super::super) fn field_unnamed(field: &str) -> Message {
    Message::new(
        format!("Das Feld „{field}“ wird nicht mehr ausdrücklich genannt."),
        format!("The field “{field}” is no longer named explicitly."),
    )
}
