//! Roles as a choice in forms.

use registry::Role;

use crate::pages::text::Text;

/// One role to choose.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

pub(super) fn choices(t: Text, chosen: Role) -> Vec<Choice> {
    Role::ALL
        .into_iter()
        .map(|role| Choice {
            value: role.as_str(),
            label: t.code("role-name", role.as_str()),
            is_chosen: role == chosen,
        })
        .collect()
}
