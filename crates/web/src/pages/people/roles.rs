//! Roles as a choice in forms.

use registry::Role;

use crate::pages::{pick::Pick, text::Text};

pub(super) fn choices(t: Text, chosen: Role) -> Vec<Pick> {
    let pick = |role: Role| {
        let code = role.as_str();
        Pick::new(code, t.code("role-name", code), chosen.as_str())
    };
    Role::ALL.into_iter().map(pick).collect()
}
