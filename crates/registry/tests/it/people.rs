//! People: how they come in, what they may do, how they go.

use registry::{
    Access, Act, Actor, Begun, Leaving, NewInvitation, NewPerson, NewToken, On, Present, Refused,
    Registry, Role, Scope, Secret, SessionRandom, SignIn, Vouched, audit, authenticate, come_back,
    depart, invitation_accept, invitation_enrol, invitations, invite, members, operator_set,
    own_account, password_change, password_reset, people, person_create, person_erase,
    person_remove, present, role_grant, role_leave, role_set, role_take, session_count, sign_in,
    sign_in_vouched, sign_out, sign_out_everywhere, token_issue, token_withdraw, tokens_of,
    uninvite,
};

use crate::given::{NOW, document, findings, on_each_database, organisation, put};

const PASSWORD: &str = "drei Hunde im Rathaus";
const MINUTE: i64 = 60_000_000;

fn random(text: &str) -> [u8; 32] {
    *blueprint::Digest::of(text.as_bytes()).as_bytes()
}

/// An account of this name, whose id it gives.
fn account(registry: &Registry, name: &str) -> String {
    let new = NewPerson {
        login: &format!("{name}@musterstadt.example"),
        name,
        password: Some(PASSWORD),
        is_operator: false,
        random: (&random(name), &random("salt")),
        at: NOW,
    };
    person_create(registry, new).unwrap()
}

fn sign_in_at(registry: &Registry, name: &str, password: &str, at: i64) -> Result<Begun, Refused> {
    let login = format!("{name}@musterstadt.example");
    let (secret, id) = (random(&format!("{name} {at}")), random(&format!("id {name} {at}")));
    let random = SessionRandom { secret: &secret, id: &id };
    sign_in(registry, SignIn { login: &login, password, random, at })
}

fn here(registry: &Registry, secret: &Secret, at: i64) -> Result<Present, Refused> {
    present(registry, secret, &random(&format!("rotated {at}")), at)
}

/// Somebody with a role in `musterstadt`, who has signed in.
fn member(registry: &Registry, name: &str, role: Role) -> Present {
    account(registry, name);
    let organisation = "musterstadt".parse().unwrap();
    let login = format!("{name}@musterstadt.example");
    role_set(registry, (&organisation, &login, role), NOW).unwrap();
    let begun = sign_in_at(registry, name, PASSWORD, NOW).unwrap();
    here(registry, &begun.secret, NOW).unwrap()
}

fn access<T: std::fmt::Debug>(refused: Result<T, Refused>) -> Access {
    match refused {
        Err(Refused::Access(access)) => access,
        other => panic!("expected a denial, got {other:?}"),
    }
}

/// What the trail says, oldest first.
fn trail(registry: &Registry, actor: &Actor) -> Vec<String> {
    let mut deeds: Vec<String> =
        audit(registry, actor, None, (None, 100)).unwrap().into_iter().map(|e| e.act).collect();
    deeds.reverse();
    deeds
}

pub(crate) fn operator(registry: &Registry) -> Present {
    account(registry, "otto");
    operator_set(registry, "otto@musterstadt.example", true, NOW).unwrap();
    let begun = sign_in_at(registry, "otto", PASSWORD, NOW).unwrap();
    here(registry, &begun.secret, NOW).unwrap()
}

on_each_database! {
    fn a_password_lets_in_and_nothing_else_does(registry: &Registry) {
        account(registry, "anna");
        let begun = sign_in_at(registry, "anna", PASSWORD, NOW).unwrap();
        let anna = here(registry, &begun.secret, NOW).unwrap();
        assert_eq!(own_account(registry, &anna.actor).unwrap().name.as_deref(), Some("anna"));
        assert_eq!(access(sign_in_at(registry, "anna", "vier Hunde im Rathaus", NOW)), Access::WrongPassword);
        assert_eq!(access(sign_in_at(registry, "carla", PASSWORD, NOW)), Access::WrongPassword);
        assert_eq!(access(here(registry, &Secret::new("bls_22222222222222222222222222222222"), NOW)), Access::SessionEnded);
        // A token's door does not open for a session's secret, nor the other way round.
        assert_eq!(access(authenticate(registry, &begun.secret, NOW)), Access::UnknownToken);
    }

    fn faults_of_an_account_come_all_at_once(registry: &Registry) {
        let new = NewPerson {
            login: "anna",
            name: " ",
            password: Some("kurz"),
            is_operator: false,
            random: (&[1; 32], &[2; 32]),
            at: NOW,
        };
        let found = findings(person_create(registry, new));
        assert_eq!(found, ["login /login", "person-name /name", "password-weak /password"]);
        account(registry, "anna");
        let twin = NewPerson { login: " Anna@Musterstadt.Example", name: "Anna", password: Some(PASSWORD), ..new };
        assert!(matches!(person_create(registry, twin), Err(Refused::NameTaken(_))));
    }

    fn a_session_ends_when_it_is_left_and_after_a_working_day(registry: &Registry) {
        account(registry, "anna");
        let secret = sign_in_at(registry, "anna", PASSWORD, NOW).unwrap().secret;
        here(registry, &secret, NOW + 14 * MINUTE).unwrap();
        assert_eq!(access(here(registry, &secret, NOW + 121 * MINUTE)), Access::SessionEnded, "left");
        let mut secret = sign_in_at(registry, "anna", PASSWORD, NOW + 1).unwrap().secret;
        for quarter in 1..48 {
            let again = here(registry, &secret, NOW + 1 + quarter * 15 * MINUTE).unwrap();
            secret = again.rotated.expect("the secret changes every quarter of an hour").secret;
        }
        assert_eq!(access(here(registry, &secret, NOW + 1 + 720 * MINUTE)), Access::SessionEnded, "a day");
    }

    /// The story of a stolen cookie: the thief's request rotates the secret, and the owner's, which is now the one
    /// before, comes later.
    fn a_secret_that_was_changed_ends_the_session_when_it_comes_again(registry: &Registry) {
        account(registry, "anna");
        let first = sign_in_at(registry, "anna", PASSWORD, NOW).unwrap().secret;
        let at = NOW + 20 * MINUTE;
        let second = here(registry, &first, at).unwrap().rotated.unwrap().secret;
        here(registry, &first, at + MINUTE).unwrap();
        assert!(here(registry, &second, at + MINUTE).unwrap().rotated.is_none());
        assert_eq!(access(here(registry, &first, at + MINUTE + 1)), Access::SessionEnded);
        assert_eq!(access(here(registry, &second, at + MINUTE + 1)), Access::SessionEnded);
        let otto = operator(registry);
        assert!(trail(registry, &otto.actor).contains(&"session_reused".to_owned()));
    }

    fn signing_out_ends_one_session_or_all(registry: &Registry) {
        account(registry, "anna");
        let secrets: Vec<Secret> = (0..3)
            .map(|n| sign_in_at(registry, "anna", PASSWORD, NOW + n).unwrap().secret)
            .collect();
        let here_now = |n: usize| here(registry, &secrets[n], NOW + 5);
        sign_out(registry, &here_now(0).unwrap().actor, NOW + 5).unwrap();
        assert_eq!(access(here_now(0)), Access::SessionEnded);
        assert_eq!(session_count(registry, &here_now(1).unwrap().actor).unwrap(), 2);
        assert_eq!(sign_out_everywhere(registry, &here_now(1).unwrap().actor, NOW + 5).unwrap(), 2);
        assert_eq!(access(here_now(2)), Access::SessionEnded);
    }

    fn an_act_under_way_fails_when_its_session_has_ended(registry: &Registry) {
        let anna = member(registry, "anna", Role::Publisher);
        sign_out(registry, &anna.actor, NOW).unwrap();
        let late = put(registry, &anna.actor, &document("musterstadt/fundsache", "1.0.0"));
        assert_eq!(access(late), Access::SessionEnded);
    }

    fn a_role_that_is_taken_counts_at_once(registry: &Registry) {
        let anna = member(registry, "anna", Role::Publisher);
        put(registry, &anna.actor, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let musterstadt = "musterstadt".parse().unwrap();
        role_set(registry, (&musterstadt, "anna@musterstadt.example", Role::Contributor), NOW).unwrap();
        // The request had been let in with the earlier role.
        let late = put(registry, &anna.actor, &document("musterstadt/fundsache", "1.1.0"));
        let (needed, has) = (Role::Publisher, Role::Contributor);
        assert_eq!(access(late), Access::Role { organisation: musterstadt, needed, has });
    }

    fn a_person_publishes_and_the_version_says_by_whom(registry: &Registry) {
        let anna = member(registry, "anna", Role::Publisher);
        let published = put(registry, &anna.actor, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        assert_eq!(published.record.unwrap().published_by, anna.actor.author());
        let elsewhere = put(registry, &anna.actor, &document("beispielkreis/fundsache", "1.0.0"));
        assert!(matches!(access(elsewhere), Access::NotMember { .. }));
    }

    fn changing_the_password_ends_the_other_sessions(registry: &Registry) {
        account(registry, "anna");
        let other = sign_in_at(registry, "anna", PASSWORD, NOW + 1).unwrap().secret;
        let begun = sign_in_at(registry, "anna", PASSWORD, NOW).unwrap();
        let anna = here(registry, &begun.secret, NOW).unwrap();
        let change = |old: &str, new: &str| {
            password_change(registry, &anna.actor, (old, new), (&random("salt 2"), NOW))
        };
        assert_eq!(
            findings(change("falsch", "kurz")),
            ["password-wrong /old_password", "password-weak /new_password"]
        );
        change(PASSWORD, "vier Katzen im Rathaus").unwrap();
        assert_eq!(access(here(registry, &other, NOW + 2)), Access::SessionEnded);
        here(registry, &begun.secret, NOW + 2).unwrap();
        assert_eq!(access(sign_in_at(registry, "anna", PASSWORD, NOW + 3)), Access::WrongPassword);
        password_reset(registry, "anna@musterstadt.example", PASSWORD, (&random("salt 3"), NOW)).unwrap();
        assert_eq!(access(here(registry, &begun.secret, NOW + 2)), Access::SessionEnded);
        sign_in_at(registry, "anna", PASSWORD, NOW + 4).unwrap();
    }

    fn an_invitation_is_good_once_and_for_a_while(registry: &Registry) {
        let owner = member(registry, "olga", Role::Owner);
        let musterstadt = "musterstadt".parse().unwrap();
        let new = |text: &'static str| -> (Secret, String) {
            let random = random(text);
            let new = NewInvitation { organisation: &musterstadt, role: Role::Contributor, note: text, random: &random, at: NOW };
            let (secret, invitation) = invite(registry, &owner.actor, new).unwrap();
            (secret, invitation.id)
        };
        let (used, _) = new("eine");
        let enrol = |secret: &Secret, name: &str, at: i64| {
            let login = format!("{name}@musterstadt.example");
            let new = NewPerson { login: &login, name, password: Some(PASSWORD), is_operator: false, random: (&random(name), &random("salt")), at };
            invitation_enrol(registry, secret, new)
        };
        let anna = enrol(&used, "anna", NOW).unwrap();
        assert!(matches!(enrol(&used, "bernd", NOW), Err(Refused::InvitationGone)));
        assert_eq!(access(sign_in_at(registry, "bernd", PASSWORD, NOW)), Access::WrongPassword, "no account was made");
        let (late, _) = new("zu spät");
        assert!(matches!(enrol(&late, "bernd", NOW + 15 * 1440 * MINUTE), Err(Refused::InvitationGone)));
        let (withdrawn, id) = new("zurück");
        uninvite(registry, &owner.actor, (&musterstadt, &id), NOW).unwrap();
        assert!(matches!(enrol(&withdrawn, "bernd", NOW), Err(Refused::InvitationGone)));
        let open = invitations(registry, &owner.actor, &musterstadt, NOW).unwrap();
        assert_eq!(open.iter().map(|one| one.note.as_str()).collect::<Vec<_>>(), ["zu spät"]);
        // Who has more already keeps it.
        invitation_accept(registry, &owner.actor, &late, NOW).unwrap();
        let (all, total) = members(registry, &owner.actor, &musterstadt, (None, 10)).unwrap();
        assert_eq!(total, 2);
        for (person, membership) in all {
            let expected = if person.id == anna { Role::Contributor } else { Role::Owner };
            assert_eq!(membership.role, expected);
        }
    }

    fn somebody_always_owns_an_organisation_that_had_an_owner(registry: &Registry) {
        let olga = member(registry, "olga", Role::Owner);
        let anna = account(registry, "anna");
        let musterstadt: blueprint::Slug = "musterstadt".parse().unwrap();
        let olga_id = olga.actor.person().unwrap().to_owned();
        let grant = |person: &str, role| role_grant(registry, &olga.actor, (&musterstadt, person, role), NOW);
        assert!(matches!(grant(&olga_id, Role::Reader), Err(Refused::LastOwner(_))));
        assert!(matches!(role_take(registry, &olga.actor, (&musterstadt, &olga_id), NOW), Err(Refused::LastOwner(_))));
        assert!(matches!(role_leave(registry, &olga.actor, &musterstadt, NOW), Err(Refused::LastOwner(_))));
        assert!(matches!(person_erase(registry, "olga@musterstadt.example", NOW), Err(Refused::LastOwner(_))));
        assert!(matches!(grant("nobody", Role::Reader), Err(Refused::Unknown(_))));
        grant(&anna, Role::Owner).unwrap();
        person_remove(registry, &olga.actor, &olga_id, NOW).unwrap();
        let begun = sign_in_at(registry, "anna", PASSWORD, NOW).unwrap();
        let anna = here(registry, &begun.secret, NOW).unwrap();
        let (left, _) = members(registry, &anna.actor, &musterstadt, (None, 10)).unwrap();
        assert_eq!(left.len(), 1);
        assert_eq!(access(role_take(registry, &olga.actor, (&musterstadt, &left[0].0.id), NOW)), Access::SessionEnded);
    }

    fn a_deleted_person_is_gone_and_their_versions_stay(registry: &Registry) {
        let anna = member(registry, "anna", Role::Publisher);
        put(registry, &anna.actor, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let otto = operator(registry);
        person_remove(registry, &otto.actor, anna.actor.person().unwrap(), NOW).unwrap();
        assert_eq!(access(sign_in_at(registry, "anna", PASSWORD, NOW)), Access::WrongPassword);
        let (everybody, total) = people(registry, &otto.actor, (None, 10)).unwrap();
        assert_eq!((everybody.len(), total), (1, 1));
        let reference = "latest".parse().unwrap();
        let record = registry::version(registry, &"musterstadt/fundsache".parse().unwrap(), &reference).unwrap();
        assert_eq!(record.published_by, anna.actor.author());
        assert!(matches!(person_remove(registry, &otto.actor, anna.actor.person().unwrap(), NOW), Err(Refused::Unknown(_))));
    }

    fn a_provider_gives_roles_and_takes_them_and_touches_no_others(registry: &Registry) {
        let musterstadt: blueprint::Slug = "musterstadt".parse().unwrap();
        let kreis: blueprint::Slug = "beispielkreis".parse().unwrap();
        account(registry, "anna");
        let come = |n: i64, roles: &[(blueprint::Slug, Role)]| {
            let vouched = Vouched {
                issuer: "https://idp.example",
                subject: "42",
                name: Some("Anna Beispiel"),
                email: Some("Anna@musterstadt.example"),
                roles,
            };
            let (id, secret) = (random(&format!("id{n}")), random(&format!("secret{n}")));
            let session = SessionRandom { secret: &secret, id: &id };
            let begun = sign_in_vouched(registry, &vouched, (&random("person"), session), NOW + n).unwrap();
            here(registry, &begun.secret, NOW + n).unwrap().actor
        };
        let roles = |actor: &Actor| actor.roles().map(|(slug, role)| (slug.clone(), role)).collect::<Vec<_>>();
        let first = come(1, &[(musterstadt.clone(), Role::Publisher), ("nirgendwo".parse().unwrap(), Role::Owner)]);
        assert_eq!(roles(&first), [(musterstadt.clone(), Role::Publisher)]);
        // The address belongs to a local account, which is somebody else's until that one links it.
        let own = own_account(registry, &first).unwrap();
        assert_eq!((own.login, own.name.as_deref()), (None, Some("Anna Beispiel")));
        let otto = operator(registry);
        role_grant(registry, &otto.actor, (&kreis, first.person().unwrap(), Role::Reader), NOW).unwrap();
        let second = come(2, &[(kreis.clone(), Role::Owner), (musterstadt.clone(), Role::Reader)]);
        assert_eq!(roles(&second), [(kreis.clone(), Role::Reader), (musterstadt, Role::Reader)], "granted here stays");
        let third = come(3, &[]);
        assert_eq!(roles(&third), [(kreis, Role::Reader)]);
        assert_eq!(third.person(), first.person());
    }

    fn whoever_left_for_a_provider_comes_back_once_and_in_time(registry: &Registry) {
        let leave = |n: u8, at: i64| {
            let leaving = Leaving { provider: "idp", pending: "frage", next: "/meine", at };
            depart(registry, leaving, &[n; 32]).unwrap()
        };
        let secret = leave(1, NOW);
        let back = come_back(registry, &secret, NOW + 9 * MINUTE).unwrap().unwrap();
        assert_eq!((back.provider.as_str(), back.pending.as_str(), back.next.as_str()), ("idp", "frage", "/meine"));
        assert_eq!(come_back(registry, &secret, NOW + 9 * MINUTE).unwrap(), None, "once");
        let slow = leave(2, NOW);
        assert_eq!(come_back(registry, &slow, NOW + 10 * MINUTE).unwrap(), None, "too late");
        assert_eq!(come_back(registry, &Secret::new("bld_geraten"), NOW).unwrap(), None);
    }

    fn owners_make_tokens_within_bounds(registry: &Registry) {
        let olga = member(registry, "olga", Role::Owner);
        let musterstadt: blueprint::Slug = "musterstadt".parse().unwrap();
        let foreign = "beispielkreis/*".parse().unwrap();
        let own = "musterstadt/*".parse().unwrap();
        let wrong = NewToken { organisation: &musterstadt, scopes: &[], pattern: &foreign, label: "", at: NOW, expires_at: None, random: &[5; 32] };
        assert_eq!(
            findings(token_issue(registry, &olga.actor, &wrong)),
            ["token-scopes /scopes", "token-pattern /pattern", "token-expiry /expires_in_days"]
        );
        let right = NewToken { scopes: &[Scope::Publish], pattern: &own, expires_at: Some(NOW + MINUTE), ..wrong };
        let (secret, row) = token_issue(registry, &olga.actor, &right).unwrap();
        let program = authenticate(registry, &secret, NOW).unwrap();
        put(registry, &program, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let listed = tokens_of(registry, &olga.actor, &musterstadt).unwrap();
        assert_eq!((listed[0].last_used_at, listed[0].created_by.as_deref()), (Some(NOW), olga.actor.person()));
        assert_eq!(access(token_issue(registry, &program, &right)), Access::PeopleOnly);
        let pia = member(registry, "pia", Role::Publisher);
        assert!(matches!(token_withdraw(registry, &pia.actor, &row.id, NOW), Err(Refused::Unknown(_))));
        token_withdraw(registry, &olga.actor, &row.id, NOW).unwrap();
        assert_eq!(access(authenticate(registry, &secret, NOW)), Access::Revoked);
    }
}

#[test]
fn the_last_operator_stays() {
    let database = testkit::TestDatabase::sqlite();
    crate::given::on(&database, |registry| {
        let otto = operator(registry);
        let id = otto.actor.person().unwrap().to_owned();
        let refused = person_remove(registry, &otto.actor, &id, NOW);
        assert!(matches!(refused, Err(Refused::LastOperator)), "{refused:?}");
        let anna = account(registry, "anna");
        operator_set(registry, "anna@musterstadt.example", true, NOW).unwrap();
        person_remove(registry, &otto.actor, &id, NOW).unwrap();
        assert_ne!(anna, id);
    });
}

/// Who may what, from the table alone: the same answer for whoever asks it, whatever it is about.
#[test]
fn the_table_is_kept_by_everybody() {
    let database = testkit::TestDatabase::sqlite();
    crate::given::on(&database, |registry| {
        registry::organisation_create(registry, &organisation("andernorts")).unwrap();
        let of_role = Role::ALL.map(|role| (role, member(registry, role.as_str(), role)));
        account(registry, "gast");
        let begun = sign_in_at(registry, "gast", PASSWORD, NOW).unwrap();
        let stranger = here(registry, &begun.secret, NOW).unwrap();
        let otto = operator(registry);
        let musterstadt = "musterstadt".parse().unwrap();
        let on = On::Organisation(&musterstadt);
        for act in Act::ALL {
            use registry::People;
            let rule = act.rule().people;
            for (role, person) in &of_role {
                let expected = match rule {
                    People::Anyone | People::SignedIn => true,
                    People::Member(least) | People::MemberOrOperator(least) => least <= *role,
                    People::Operator => false,
                };
                assert_eq!(person.actor.require(act, on).is_ok(), expected, "{act:?} by {role}");
            }
            let is_open = matches!(rule, People::Anyone | People::SignedIn);
            assert_eq!(stranger.actor.require(act, on).is_ok(), is_open, "{act:?} by a stranger");
            let may = is_open || matches!(rule, People::MemberOrOperator(_) | People::Operator);
            assert_eq!(otto.actor.require(act, on).is_ok(), may, "{act:?} by the operator");
            // Nothing of an organisation is done to the registry as a whole.
            let at_large = is_open;
            assert_eq!(stranger.actor.require(act, On::Registry).is_ok(), at_large);
        }
    });
}
