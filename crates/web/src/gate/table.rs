//! Which act each address is. The API's half is compared with the OpenAPI document by a test.

use registry::Act;

/// An address, what is done to it, and which act that is.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) act: Act,
}

impl Endpoint {
    /// Whether people look at it; programs get problems, people a way to sign in.
    pub(crate) fn is_page(&self) -> bool {
        !self.path.starts_with("/api/")
    }
}

const fn to(method: &'static str, path: &'static str, act: Act) -> Endpoint {
    Endpoint { method, path, act }
}

/// The endpoint of an address. HEAD is asked for as GET.
pub(crate) fn find(method: &str, path: &str) -> Option<&'static Endpoint> {
    ENDPOINTS.iter().find(|endpoint| endpoint.path == path && endpoint.method == method)
}

/// Which act an endpoint is; `None` where there is none.
pub fn act_of(method: &str, path: &str) -> Option<Act> {
    find(method, path).map(|endpoint| endpoint.act)
}

/// The addresses that people look at or send forms to, with what is done there and which act that is.
pub fn pages() -> impl Iterator<Item = (&'static str, &'static str, Act)> {
    let pages = ENDPOINTS.iter().filter(|endpoint| endpoint.is_page());
    pages.map(|endpoint| (endpoint.method, endpoint.path, endpoint.act))
}

/// The methods that an address has, as the header `Allow` names them.
pub(crate) fn methods(path: &str) -> String {
    let own = ENDPOINTS.iter().filter(|endpoint| endpoint.path == path);
    let names: Vec<&str> = own
        .flat_map(|endpoint| match endpoint.method {
            "GET" => vec!["GET", "HEAD"],
            other => vec![other],
        })
        .collect();
    names.join(", ")
}

pub(crate) static ENDPOINTS: &[Endpoint] = &[
    to("GET", "/api/v1/blueprints", Act::Read),
    to("GET", "/api/v1/suggestions", Act::Read),
    to("GET", "/api/v1/blueprints/{owner}/{name}", Act::Read),
    to("PATCH", "/api/v1/blueprints/{owner}/{name}", Act::ManageBlueprint),
    to("GET", "/api/v1/blueprints/{owner}/{name}/versions", Act::Read),
    to("GET", "/api/v1/blueprints/{owner}/{name}/versions/{reference}", Act::Read),
    to("PUT", "/api/v1/blueprints/{owner}/{name}/versions/{reference}", Act::Publish),
    to("PATCH", "/api/v1/blueprints/{owner}/{name}/versions/{reference}", Act::Yank),
    to("GET", "/api/v1/blueprints/{owner}/{name}/versions/{reference}/document", Act::Read),
    to("GET", "/api/v1/blueprints/{owner}/{name}/versions/{reference}/fit", Act::Judge),
    to("POST", "/api/v1/blueprints/{owner}/{name}/versions/{reference}/fit", Act::Judge),
    to("GET", "/api/v1/blueprints/{owner}/{name}/forks", Act::Read),
    to("POST", "/api/v1/blueprints/{owner}/{name}/forks", Act::Fork),
    to("GET", "/api/v1/blueprints/{owner}/{name}/lineage", Act::Read),
    to("GET", "/api/v1/blueprints/{owner}/{name}/similar", Act::Read),
    to("GET", "/api/v1/blueprints/{owner}/{name}/upstream", Act::Read),
    to("POST", "/api/v1/blueprints/{owner}/{name}/upstream/skips", Act::Skip),
    to("POST", "/api/v1/blueprints/{owner}/{name}/merges", Act::WriteDraft),
    to("GET", "/api/v1/drafts", Act::ReadDrafts),
    to("POST", "/api/v1/drafts", Act::WriteDraft),
    to("GET", "/api/v1/drafts/{id}", Act::ReadDrafts),
    to("PUT", "/api/v1/drafts/{id}", Act::WriteDraft),
    to("DELETE", "/api/v1/drafts/{id}", Act::WriteDraft),
    to("POST", "/api/v1/drafts/{id}/resolutions", Act::WriteDraft),
    to("POST", "/api/v1/drafts/{id}/submit", Act::SubmitDraft),
    to("POST", "/api/v1/drafts/{id}/return", Act::ReviewDraft),
    to("POST", "/api/v1/drafts/{id}/approve", Act::ReviewDraft),
    to("POST", "/api/v1/drafts/{id}/publish", Act::PublishDraft),
    to("GET", "/api/v1/blueprints/{owner}/{name}/proposals", Act::Read),
    to("POST", "/api/v1/blueprints/{owner}/{name}/proposals", Act::Propose),
    to("GET", "/api/v1/proposals/{id}", Act::Read),
    to("POST", "/api/v1/proposals/{id}/comments", Act::CommentProposal),
    to("POST", "/api/v1/proposals/{id}/decision", Act::DecideProposal),
    to("POST", "/api/v1/proposals/{id}/withdrawal", Act::Propose),
    to("GET", "/api/v1/blueprints/{owner}/{name}/attestations", Act::Read),
    to("GET", "/api/v1/organisations/{organisation}/attestations", Act::Read),
    to("POST", "/api/v1/attestations", Act::Attest),
    to("GET", "/api/v1/attestations/{id}", Act::Read),
    to("POST", "/api/v1/attestations/{id}/withdrawal", Act::WithdrawAttestation),
    to("GET", "/api/v1/blueprints/{owner}/{name}/maturity", Act::Read),
    to("GET", "/api/v1/blueprints/{owner}/{name}/reviews", Act::Read),
    to(
        "POST",
        "/api/v1/blueprints/{owner}/{name}/versions/{reference}/reviews",
        Act::ReviewVersion,
    ),
    to("GET", "/api/v1/organisations/{organisation}/reviews", Act::Read),
    to("GET", "/api/v1/reviews/{id}", Act::Read),
    to("POST", "/api/v1/reviews/{id}/withdrawal", Act::WithdrawReview),
    to("GET", "/api/v1/blueprints/{owner}/{name}/transfers", Act::ReadTransfers),
    to("POST", "/api/v1/blueprints/{owner}/{name}/transfers", Act::MoveBlueprint),
    to("GET", "/api/v1/transfers/{id}", Act::ReadTransfers),
    to("DELETE", "/api/v1/transfers/{id}", Act::MoveBlueprint),
    to("POST", "/api/v1/transfers/{id}/decision", Act::ReceiveBlueprint),
    to("GET", "/api/v1/blueprints/{owner}/{name}/adoptions", Act::Read),
    to("GET", "/api/v1/organisations/{organisation}/adoptions", Act::Read),
    to("GET", "/api/v1/organisations/{organisation}/adoptions/{owner}/{name}", Act::ReadAdoption),
    to("PUT", "/api/v1/organisations/{organisation}/adoptions/{owner}/{name}", Act::Adopt),
    to("DELETE", "/api/v1/organisations/{organisation}/adoptions/{owner}/{name}", Act::EndAdoption),
    to("GET", "/api/v1/reservations", Act::ReserveSlugs),
    to("PUT", "/api/v1/reservations/{slug}", Act::ReserveSlugs),
    to("DELETE", "/api/v1/reservations/{slug}", Act::ReserveSlugs),
    to("GET", "/api/v1/organisations/{organisation}/four-eyes", Act::ReadDrafts),
    to("PUT", "/api/v1/organisations/{organisation}/four-eyes", Act::SetFourEyes),
    to("GET", "/api/v1/blobs/{digest}", Act::Read),
    to("PUT", "/api/v1/blobs/{digest}", Act::UploadBlob),
    to("POST", "/api/v1/check", Act::Judge),
    to("GET", "/api/v1/diff", Act::Judge),
    to("GET", "/api/v1/organisations", Act::Read),
    to("POST", "/api/v1/organisations", Act::CreateOrganisation),
    to("GET", "/api/v1/organisations/{organisation}", Act::Read),
    to("PATCH", "/api/v1/organisations/{organisation}", Act::ChangeOrganisation),
    to("GET", "/api/v1/organisations/{organisation}/members", Act::ReadMembers),
    to("GET", "/api/v1/organisations/{organisation}/members/{user}", Act::ReadMembers),
    to("PUT", "/api/v1/organisations/{organisation}/members/{user}", Act::ManageMembers),
    to("DELETE", "/api/v1/organisations/{organisation}/members/{user}", Act::ManageMembers),
    to("GET", "/api/v1/organisations/{organisation}/invitations", Act::ManageMembers),
    to("POST", "/api/v1/organisations/{organisation}/invitations", Act::ManageMembers),
    to("DELETE", "/api/v1/organisations/{organisation}/invitations/{id}", Act::ManageMembers),
    to("POST", "/api/v1/invitations/acceptance", Act::AcceptInvitation),
    to("POST", "/api/v1/sessions", Act::SignIn),
    to("DELETE", "/api/v1/sessions", Act::OwnAccount),
    to("DELETE", "/api/v1/sessions/current", Act::OwnAccount),
    to("GET", "/api/v1/me", Act::OwnAccount),
    to("DELETE", "/api/v1/me", Act::OwnAccount),
    to("PUT", "/api/v1/me/password", Act::OwnAccount),
    to("DELETE", "/api/v1/me/roles/{organisation}", Act::OwnAccount),
    to("GET", "/api/v1/tokens", Act::ManageTokens),
    to("POST", "/api/v1/tokens", Act::ManageTokens),
    to("DELETE", "/api/v1/tokens/{id}", Act::ManageTokens),
    to("POST", "/api/v1/tokens/exchange", Act::ExchangeToken),
    to("GET", "/api/v1/organisations/{organisation}/trusted-publishers", Act::TrustPublishers),
    to("POST", "/api/v1/organisations/{organisation}/trusted-publishers", Act::TrustPublishers),
    to(
        "DELETE",
        "/api/v1/organisations/{organisation}/trusted-publishers/{id}",
        Act::TrustPublishers,
    ),
    to("GET", "/api/v1/people", Act::ManagePeople),
    to("DELETE", "/api/v1/people/{user}", Act::ManagePeople),
    to("GET", "/api/v1/audit", Act::ReadAudit),
    to("GET", "/api/v1/schemas", Act::Read),
    to("GET", "/api/v1/schemas/blueprint/{format}.json", Act::Read),
    to("GET", "/healthz", Act::Read),
    to("GET", "/readyz", Act::Read),
    to("GET", "/metrics", Act::Read),
    to("GET", "/openapi.json", Act::Read),
    to("GET", "/docs", Act::Read),
    to("GET", "/", Act::Read),
    to("GET", "/blaupausen", Act::Read),
    to("GET", "/blaupausen/{owner}/{name}", Act::Read),
    to("GET", "/blaupausen/{owner}/{name}/prozess", Act::Read),
    to("GET", "/blaupausen/{owner}/{name}/sicherheit", Act::Read),
    to("GET", "/blaupausen/{owner}/{name}/anbieter", Act::Read),
    to("GET", "/blaupausen/{owner}/{name}/nachnutzung", Act::Read),
    to("POST", "/blaupausen/{owner}/{name}/nachnutzung", Act::Adopt),
    to("POST", "/blaupausen/{owner}/{name}/nachnutzung/entfernen", Act::EndAdoption),
    to("GET", "/blaupausen/{owner}/{name}/versionen", Act::Read),
    to("GET", "/blaupausen/{owner}/{name}/ableitungen", Act::Read),
    to("POST", "/blaupausen/{owner}/{name}/ableitungen/abgleich", Act::WriteDraft),
    to("POST", "/blaupausen/{owner}/{name}/ableitungen/ueberspringen", Act::Skip),
    to("POST", "/blaupausen/{owner}/{name}/ableitungen/vorschlag", Act::Propose),
    to("GET", "/blaupausen/{owner}/{name}/vorschlaege", Act::Read),
    to("GET", "/blaupausen/{owner}/{name}/uebertragung", Act::MoveBlueprint),
    to("POST", "/blaupausen/{owner}/{name}/uebertragung", Act::MoveBlueprint),
    to("GET", "/blaupausen/{owner}/{name}/erprobungen", Act::Read),
    // Who may record nothing is told so on the page.
    to("GET", "/blaupausen/{owner}/{name}/erprobungen/neu", Act::OwnAccount),
    to("POST", "/blaupausen/{owner}/{name}/erprobungen/neu", Act::Attest),
    to("GET", "/organisationen/{organisation}/erprobungen", Act::Read),
    to("GET", "/erprobungen/{id}", Act::Read),
    to("POST", "/erprobungen/{id}/zuruecknehmen", Act::WithdrawAttestation),
    to("GET", "/blaupausen/{owner}/{name}/reifegrad", Act::Read),
    to("GET", "/pruefung", Act::Read),
    to("GET", "/pruefung/{owner}/{name}/{reference}", Act::Read),
    to("POST", "/pruefung/{owner}/{name}/{reference}", Act::ReviewVersion),
    to("POST", "/pruefung/{id}/zuruecknehmen", Act::WithdrawReview),
    to("GET", "/organisationen", Act::Read),
    to("GET", "/organisationen/{organisation}", Act::Read),
    to("GET", "/vergleich", Act::Judge),
    to("GET", "/feeds/all.atom", Act::Read),
    to("GET", "/feeds/search.atom", Act::Read),
    to("GET", "/feeds/{owner}.atom", Act::Read),
    to("GET", "/problems/{slug}", Act::Read),
    to("GET", "/probleme/{slug}", Act::Read),
    to("GET", "/barrierefreiheit", Act::Read),
    to("GET", "/datenschutz", Act::Read),
    to("GET", "/favicon.ico", Act::Read),
    to("GET", "/assets/{fingerprint}/{name}", Act::Read),
    to("GET", "/anmelden", Act::SignIn),
    to("POST", "/anmelden", Act::SignIn),
    to("GET", "/anmelden/{provider}", Act::SignIn),
    to("GET", "/anmelden/{provider}/zurueck", Act::SignIn),
    to("POST", "/abmelden", Act::OwnAccount),
    to("GET", "/einladung", Act::SignIn),
    to("POST", "/einladung", Act::SignIn),
    to("GET", "/meine", Act::OwnAccount),
    to("GET", "/meine/konto", Act::OwnAccount),
    to("POST", "/meine/konto/passwort", Act::OwnAccount),
    to("POST", "/meine/konto/abmelden", Act::OwnAccount),
    to("POST", "/meine/konto/loeschen", Act::OwnAccount),
    to("GET", "/meine/{organisation}", Act::ReadMembers),
    to("POST", "/meine/{organisation}/rollen", Act::ManageMembers),
    to("POST", "/meine/{organisation}/einladungen", Act::ManageMembers),
    to("POST", "/meine/{organisation}/einladungen/{id}/zuruecknehmen", Act::ManageMembers),
    to("POST", "/meine/{organisation}/token", Act::ManageTokens),
    to("POST", "/meine/{organisation}/token/{id}/sperren", Act::ManageTokens),
    to("POST", "/meine/{organisation}/vertrauen", Act::TrustPublishers),
    to("POST", "/meine/{organisation}/vertrauen/{id}/entfernen", Act::TrustPublishers),
    to("POST", "/meine/{organisation}/vier-augen", Act::SetFourEyes),
    to("GET", "/meine/{organisation}/profil", Act::ChangeOrganisation),
    to("POST", "/meine/{organisation}/profil", Act::ChangeOrganisation),
    to("POST", "/meine/{organisation}/anforderungen", Act::SetPolicy),
    to("GET", "/meine/{organisation}/uebertragungen", Act::ReadTransfers),
    to("POST", "/meine/{organisation}/uebertragungen/{id}/entscheidung", Act::ReceiveBlueprint),
    to("POST", "/meine/{organisation}/uebertragungen/{id}/zuruecknehmen", Act::MoveBlueprint),
    to("GET", "/vorschlaege/{id}", Act::Read),
    to("POST", "/vorschlaege/{id}/kommentare", Act::CommentProposal),
    to("POST", "/vorschlaege/{id}/entscheidung", Act::DecideProposal),
    to("POST", "/vorschlaege/{id}/zuruecknehmen", Act::Propose),
    to("GET", "/entwuerfe", Act::ReadDrafts),
    to("POST", "/entwuerfe", Act::WriteDraft),
    to("GET", "/entwuerfe/{id}", Act::ReadDrafts),
    to("POST", "/entwuerfe/{id}", Act::WriteDraft),
    to("POST", "/entwuerfe/{id}/entscheidungen", Act::WriteDraft),
    to("POST", "/entwuerfe/{id}/einreichen", Act::SubmitDraft),
    to("POST", "/entwuerfe/{id}/zurueckgeben", Act::ReviewDraft),
    to("POST", "/entwuerfe/{id}/freigeben", Act::ReviewDraft),
    to("POST", "/entwuerfe/{id}/veroeffentlichen", Act::PublishDraft),
    to("POST", "/entwuerfe/{id}/verwerfen", Act::WriteDraft),
    to("GET", "/verwaltung", Act::ManagePeople),
    to("POST", "/verwaltung/personen/{user}/loeschen", Act::ManagePeople),
    to("GET", "/verwaltung/kuerzel", Act::ReserveSlugs),
    to("POST", "/verwaltung/kuerzel", Act::ReserveSlugs),
    to("POST", "/verwaltung/kuerzel/{slug}/freigeben", Act::ReserveSlugs),
    to("GET", "/verwaltung/organisationen", Act::AdministerOrganisation),
    to("POST", "/verwaltung/organisationen", Act::CreateOrganisation),
    to("GET", "/verwaltung/organisationen/{organisation}", Act::AdministerOrganisation),
    to("POST", "/verwaltung/organisationen/{organisation}/angaben", Act::AdministerOrganisation),
    to("POST", "/verwaltung/organisationen/{organisation}/pruefung", Act::AdministerOrganisation),
    to("POST", "/verwaltung/organisationen/{organisation}/nachfolge", Act::AdministerOrganisation),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use utoipa::OpenApi as _;

    use super::*;

    #[test]
    fn each_address_has_one_row() {
        let rows: BTreeSet<_> = ENDPOINTS.iter().map(|one| (one.method, one.path)).collect();
        assert_eq!(rows.len(), ENDPOINTS.len());
    }

    /// An organisation called `konto` could never be reached at `/meine/{organisation}`, and one called `anmelden` would
    /// pass for a part of the registry.
    #[test]
    fn words_of_addresses_are_nobodys_names() {
        let is_reserved = |word: &str| word.parse().is_ok_and(|name| registry::is_reserved(&name));
        let is_name = |part: &str| matches!(part, "{organisation}" | "{owner}" | "{name}");
        for (_, path, _) in pages() {
            let first = path.split('/').nth(1).unwrap_or_default();
            let word = first.split('.').next().unwrap_or_default();
            assert!(word.is_empty() || is_reserved(word), "{path}");
        }
        for (one, other) in ENDPOINTS.iter().flat_map(|one| ENDPOINTS.iter().map(move |o| (one, o)))
        {
            let parts = one.path.split('/').zip(other.path.split('/'));
            let differs = parts.into_iter().find(|(mine, its)| mine != its);
            if let Some((mine, its)) = differs
                && is_name(mine)
                && !its.starts_with('{')
            {
                assert!(is_reserved(its), "{} beside {}", other.path, one.path);
            }
        }
    }

    /// Whoever describes an endpoint gives it a row, and whoever gives the API a row describes the endpoint, with the
    /// scope that its act takes.
    #[test]
    fn the_openapi_document_and_the_table_name_the_same() {
        let document = serde_json::to_value(crate::api::Api::openapi()).unwrap();
        let mut described = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let method = method.to_uppercase();
                let endpoint = find(&method, path)
                    .unwrap_or_else(|| panic!("{method} {path} has no row in the table"));
                let rule = endpoint.act.rule();
                let security: BTreeSet<String> = operation["security"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .flat_map(|one| one.as_object().unwrap())
                    .map(|(scheme, scopes)| format!("{scheme} {scopes}"))
                    .collect();
                let mut expected = BTreeSet::new();
                if rule.people != registry::People::Anyone {
                    expected.insert("session []".to_owned());
                }
                if let Some(scope) = rule.scope {
                    expected.insert(format!("token [\"{}\"]", scope.as_str()));
                }
                assert_eq!(security, expected, "{method} {path}");
                described.insert((endpoint.method, endpoint.path));
            }
        }
        let of_api = ENDPOINTS.iter().filter(|one| !one.is_page());
        let undescribed: Vec<_> =
            of_api.filter(|one| !described.contains(&(one.method, one.path))).collect();
        assert!(undescribed.is_empty(), "{undescribed:?}");
    }
}
