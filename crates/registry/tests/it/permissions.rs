//! Who may not.

use registry::{
    Access, NewToken, Refused, Scope, Secret, authenticate, token_create, token_revoke,
};

use crate::given::{NOW, actor, actor_with, document, on_each_database, put};

fn access<T: std::fmt::Debug>(refused: Result<T, Refused>) -> Access {
    match refused {
        Err(Refused::Access(access)) => access,
        other => panic!("expected a denial, got {other:?}"),
    }
}

on_each_database! {
    fn a_foreign_organisation_may_not_write(registry: &Registry) {
        let kreis = actor(registry, "beispielkreis");
        let denied = access(put(registry, &kreis, &document("musterstadt/fundsache", "1.0.0")));
        assert!(matches!(denied, Access::ForeignOwner { .. }));
    }

    fn a_pattern_for_another_owner_gives_no_right_there(registry: &Registry) {
        let kreis = actor_with(registry, "beispielkreis", &Scope::ALL, "musterstadt/*");
        let there = access(put(registry, &kreis, &document("musterstadt/fundsache", "1.0.0")));
        assert!(matches!(there, Access::ForeignOwner { .. }));
        let here = access(put(registry, &kreis, &document("beispielkreis/fundsache", "1.0.0")));
        assert!(matches!(here, Access::Pattern { .. }));
    }

    fn a_scope_that_is_missing_is_named(registry: &Registry) {
        let yanker = actor_with(registry, "musterstadt", &[Scope::Yank], "musterstadt/*");
        let denied = access(put(registry, &yanker, &document("musterstadt/fundsache", "1.0.0")));
        assert_eq!(denied, Access::Scope(Scope::Publish));
    }

    fn a_token_ends(registry: &Registry) {
        let (organisation, pattern) = ("musterstadt".parse().unwrap(), "musterstadt/*".parse().unwrap());
        let token = NewToken {
            organisation: &organisation,
            scopes: &[Scope::Publish],
            pattern: &pattern,
            label: "",
            at: NOW,
            expires_at: Some(NOW + 10),
            random: &[9; 32],
        };
        let secret = token_create(registry, &token).unwrap();
        let actor = authenticate(registry, &secret, NOW + 9).unwrap();
        assert_eq!(access(authenticate(registry, &secret, NOW + 10)), Access::Expired);
        token_revoke(registry, actor.author().token().unwrap(), NOW).unwrap();
        assert_eq!(access(authenticate(registry, &secret, NOW)), Access::Revoked);
        let late = put(registry, &actor, &document("musterstadt/fundsache", "1.0.0"));
        assert_eq!(access(late), Access::Revoked, "asked again inside the transaction");
    }

    fn an_invented_token_opens_nothing(registry: &Registry) {
        for text in ["", "blp_", "blp_22222222222222222222222222222222"] {
            let denied = access(authenticate(registry, &Secret::new(text), NOW));
            assert_eq!(denied, Access::UnknownToken);
        }
    }
}
