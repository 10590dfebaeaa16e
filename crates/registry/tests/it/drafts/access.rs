//! To those who may not read a draft there is none.

use super::*;

on_each_database! {
    fn who_may_not_read_a_draft_finds_none(registry: &Registry) {
        let anna = person(registry, "anna", "musterstadt", Role::Contributor);
        let draft = begin(registry, &anna, &document("musterstadt/fundsache", "1.0.0"));
        let stranger = person(registry, "carla", "beispielkreis", Role::Owner);
        let others = [
            stranger,
            actor(registry, "beispielkreis"),
            actor_with(registry, "musterstadt", &[Scope::Yank], "musterstadt/*"),
            actor_with(registry, "musterstadt", &Scope::ALL, "musterstadt/anderes"),
        ];
        for other in &others {
            assert!(is_unknown(&registry::draft(registry, other, &draft.id, NOW)));
            assert!(is_unknown(&draft_save(registry, other, step(&draft), (b"{}", Syntax::Json))));
            assert!(is_unknown(&draft_submit(registry, other, step(&draft), None)));
            assert!(is_unknown(&draft_return(registry, other, step(&draft), "x")));
            assert!(is_unknown(&draft_approve(registry, other, step(&draft))));
            assert!(is_unknown(&draft_publish(registry, other, step(&draft), None)));
            assert!(is_unknown(&draft_discard(registry, other, step(&draft))));
        }
        assert!(is_unknown(&registry::draft(registry, &anna, "gibt-es-nicht", NOW)));
        let reader = person(registry, "rita", "musterstadt", Role::Reader);
        assert_eq!(view(registry, &reader, &draft).draft, draft);
        assert!(matches!(access(save(registry, &reader, &draft, &json!({}))), Access::Role { .. }));
        assert!(matches!(access(draft_submit(registry, &reader, step(&draft), None)), Access::Role { .. }));
        assert!(matches!(access(draft_approve(registry, &anna, step(&draft))), Access::Role { .. }));
    }

    fn a_token_does_not_reach_beyond_its_pattern(registry: &Registry) {
        let narrow = actor_with(registry, "musterstadt", &Scope::ALL, "musterstadt/fundsache");
        let draft = begin(registry, &narrow, &document("musterstadt/fundsache", "1.0.0"));
        let elsewhere = document("musterstadt/parken", "1.0.0");
        assert!(matches!(access(save(registry, &narrow, &draft, &elsewhere)), Access::Pattern { .. }));
        let refused = begin_with(registry, &narrow, DraftStart::Document(elsewhere), None);
        assert!(matches!(access(refused), Access::Pattern { .. }));
        let stranger = actor(registry, "beispielkreis");
        let refused = begin_with(registry, &stranger, DraftStart::Empty, None);
        assert!(matches!(access(refused), Access::ForeignOwner { .. }));
    }

    fn a_role_that_is_taken_midway_counts(registry: &Registry) {
        let bernd = person(registry, "bernd", "musterstadt", Role::Publisher);
        let draft = begin(registry, &bernd, &document("musterstadt/fundsache", "1.0.0"));
        role_set(registry, (&musterstadt(), "bernd@musterstadt.example", Role::Reader), NOW).unwrap();
        // The requests had been let in with the earlier role.
        assert!(matches!(access(save(registry, &bernd, &draft, &json!({}))), Access::Role { .. }));
        assert!(matches!(access(draft_submit(registry, &bernd, step(&draft), None)), Access::Role { .. }));
        assert!(matches!(access(draft_publish(registry, &bernd, step(&draft), None)), Access::Role { .. }));
        assert!(matches!(access(draft_discard(registry, &bernd, step(&draft))), Access::Role { .. }));
        assert!(matches!(access(begin_with(registry, &bernd, DraftStart::Empty, None)), Access::Role { .. }));
        assert!(matches!(registry::overview(registry, &"musterstadt/fundsache".parse().unwrap()), Err(Refused::Unknown(_))));
    }
}
