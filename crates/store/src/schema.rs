//! The tables as the queries see them: the types that both databases share.
//!
//! By hand, because a generator describes one database. The migrations say the rest: keys, checks, indexes.

pub(crate) mod evidence;

use evidence::adoptions;

diesel::table! {
    organisations (slug) {
        slug -> Text,
        kind -> Text,
        name -> Text,
        ars -> Nullable<Text>,
        state -> Nullable<Text>,
        population -> Nullable<BigInt>,
        parent -> Nullable<Text>,
        created_at -> BigInt,
        four_eyes -> Bool,
        revision -> BigInt,
        verified_at -> Nullable<BigInt>,
        verified_reason -> Nullable<Text>,
        no_third_country_access -> Bool,
    }
}

diesel::table! {
    organisation_demands (organisation, kind, value) {
        organisation -> Text,
        kind -> Text,
        value -> Text,
        level -> Nullable<BigInt>,
    }
}

diesel::table! {
    organisation_successions (organisation) {
        organisation -> Text,
        successor -> Text,
        at -> BigInt,
        reason -> Text,
    }
}

diesel::table! {
    organisation_history (organisation, number) {
        organisation -> Text,
        number -> BigInt,
        at -> BigInt,
        kind -> Text,
        text -> Text,
    }
}

diesel::table! {
    tokens (id) {
        id -> Text,
        organisation -> Text,
        scopes -> Text,
        pattern -> Text,
        hash -> Binary,
        label -> Text,
        created_at -> BigInt,
        expires_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
        created_by -> Nullable<Text>,
        last_used_at -> Nullable<BigInt>,
        publisher -> Nullable<Text>,
    }
}

diesel::table! {
    trusted_publishers (id) {
        id -> Text,
        organisation -> Text,
        issuer -> Text,
        audience -> Text,
        scopes -> Text,
        pattern -> Text,
        label -> Text,
        created_at -> BigInt,
        created_by -> Text,
    }
}

diesel::table! {
    trusted_publisher_claims (publisher, name) {
        publisher -> Text,
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    exchanged_tokens (id) {
        id -> Binary,
        expires_at -> BigInt,
    }
}

diesel::table! {
    documents (digest) {
        digest -> Binary,
        size -> BigInt,
        zstd -> Binary,
    }
}

diesel::table! {
    blobs (digest) {
        digest -> Binary,
        size -> BigInt,
        media_type -> Text,
        uploaded_by -> Text,
        uploaded_at -> BigInt,
        bytes -> Binary,
    }
}

diesel::table! {
    blueprints (owner, name) {
        owner -> Text,
        name -> Text,
        revision -> BigInt,
        latest -> Nullable<Text>,
        title_de -> Text,
        title_en -> Nullable<Text>,
        summary_de -> Text,
        summary_en -> Nullable<Text>,
        license -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
        deprecated_at -> Nullable<BigInt>,
        deprecated_reason -> Nullable<Text>,
        successor_owner -> Nullable<Text>,
        successor_name -> Nullable<Text>,
        review_by -> Nullable<Text>,
        follow_up_owner -> Nullable<Text>,
    }
}

diesel::table! {
    versions (owner, name, version) {
        owner -> Text,
        name -> Text,
        version -> Text,
        precedence -> Text,
        prerelease -> Bool,
        digest -> Binary,
        published_at -> BigInt,
        published_by -> Nullable<Text>,
        yanked_at -> Nullable<BigInt>,
        yanked_reason -> Nullable<Text>,
        title_de -> Text,
        title_en -> Nullable<Text>,
        summary_de -> Text,
        summary_en -> Nullable<Text>,
        license -> Text,
        changes_de -> Nullable<Text>,
        changes_en -> Nullable<Text>,
        review_by -> Nullable<Text>,
        required_bump -> Nullable<Text>,
        override_reason -> Nullable<Text>,
        published_by_person -> Nullable<Text>,
    }
}

diesel::table! {
    version_dependencies (owner, name, version, on_owner, on_name, kind) {
        owner -> Text,
        name -> Text,
        version -> Text,
        on_owner -> Text,
        on_name -> Text,
        kind -> Text,
        requirement -> Text,
    }
}

diesel::table! {
    version_attachments (owner, name, version, digest) {
        owner -> Text,
        name -> Text,
        version -> Text,
        digest -> Binary,
    }
}

diesel::table! {
    lineage (child_owner, child_name) {
        child_owner -> Text,
        child_name -> Text,
        upstream_owner -> Text,
        upstream_name -> Text,
        version -> Text,
        digest -> Binary,
        kind -> Text,
        reason -> Text,
        forked_at -> BigInt,
        merged_owner -> Text,
        merged_name -> Text,
        merged_version -> Text,
        merged_digest -> Binary,
        merged_at -> BigInt,
    }
}

diesel::table! {
    lineage_steps (child_owner, child_name, number) {
        child_owner -> Text,
        child_name -> Text,
        number -> BigInt,
        kind -> Text,
        version -> Text,
        digest -> Binary,
        at -> BigInt,
        own_version -> Nullable<Text>,
        reason -> Nullable<Text>,
        own_parent -> Nullable<Text>,
    }
}

diesel::table! {
    events (seq) {
        seq -> BigInt,
        at -> BigInt,
        kind -> Text,
        organisation -> Nullable<Text>,
        owner -> Nullable<Text>,
        name -> Nullable<Text>,
        version -> Nullable<Text>,
    }
}

diesel::table! {
    outbox (topic, seq) {
        topic -> Text,
        seq -> BigInt,
        leased_until -> BigInt,
    }
}

diesel::table! {
    idempotency (organisation, key) {
        organisation -> Text,
        key -> Text,
        request -> Binary,
        status -> BigInt,
        body -> Binary,
        at -> BigInt,
    }
}

diesel::table! {
    people (id) {
        id -> Text,
        login -> Nullable<Text>,
        name -> Nullable<Text>,
        password -> Nullable<Text>,
        is_operator -> Bool,
        created_at -> BigInt,
        deleted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    identities (issuer, subject) {
        issuer -> Text,
        subject -> Text,
        person -> Text,
        linked_at -> BigInt,
    }
}

diesel::table! {
    memberships (organisation, person) {
        organisation -> Text,
        person -> Text,
        role -> Text,
        source -> Text,
        since -> BigInt,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        organisation -> Text,
        role -> Text,
        hash -> Binary,
        note -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
        used_by -> Nullable<Text>,
        withdrawn_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        person -> Text,
        hash -> Binary,
        previous -> Nullable<Binary>,
        created_at -> BigInt,
        rotated_at -> BigInt,
        seen_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    audit (seq) {
        seq -> BigInt,
        at -> BigInt,
        act -> Text,
        person -> Nullable<Text>,
        token -> Nullable<Text>,
        organisation -> Nullable<Text>,
        subject -> Nullable<Text>,
    }
}

diesel::table! {
    departures (hash) {
        hash -> Binary,
        provider -> Text,
        pending -> Text,
        next -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    drafts (id) {
        id -> Text,
        organisation -> Text,
        name -> Nullable<Text>,
        version -> Nullable<Text>,
        title -> Nullable<Text>,
        state -> Text,
        revision -> BigInt,
        digest -> Binary,
        size -> BigInt,
        zstd -> Binary,
        created_at -> BigInt,
        created_by -> Nullable<Text>,
        created_by_person -> Nullable<Text>,
        updated_at -> BigInt,
        saved_at -> BigInt,
        saved_by -> Nullable<Text>,
        saved_by_person -> Nullable<Text>,
        submitted_at -> Nullable<BigInt>,
        submitted_by -> Nullable<Text>,
        submitted_by_person -> Nullable<Text>,
        override_reason -> Nullable<Text>,
        approved_at -> Nullable<BigInt>,
        approved_by_person -> Nullable<Text>,
        published_version -> Nullable<Text>,
    }
}

diesel::table! {
    draft_authors (draft, organisation) {
        draft -> Text,
        organisation -> Text,
    }
}

diesel::table! {
    draft_events (draft, seq) {
        draft -> Text,
        seq -> BigInt,
        kind -> Text,
        since -> BigInt,
        at -> BigInt,
        token -> Nullable<Text>,
        person -> Nullable<Text>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    draft_origins (draft) {
        draft -> Text,
        upstream_owner -> Text,
        upstream_name -> Text,
        version -> Text,
        digest -> Binary,
        fork_kind -> Nullable<Text>,
        fork_reason -> Nullable<Text>,
        base_version -> Nullable<Text>,
        base_digest -> Nullable<Binary>,
        ours_version -> Nullable<Text>,
        ours_digest -> Nullable<Binary>,
        fork_name -> Nullable<Text>,
    }
}

diesel::table! {
    draft_decisions (draft, round, path) {
        draft -> Text,
        round -> BigInt,
        path -> Text,
        side -> Nullable<Text>,
        value -> Nullable<Binary>,
    }
}

diesel::table! {
    proposals (id) {
        id -> Text,
        owner -> Text,
        name -> Text,
        base_version -> Text,
        base_digest -> Binary,
        organisation -> Text,
        fork_owner -> Nullable<Text>,
        fork_name -> Nullable<Text>,
        fork_version -> Nullable<Text>,
        digest -> Binary,
        title -> Text,
        message -> Text,
        state -> Text,
        revision -> BigInt,
        created_at -> BigInt,
        created_by -> Nullable<Text>,
        created_by_person -> Nullable<Text>,
        updated_at -> BigInt,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<Text>,
        decided_by_person -> Nullable<Text>,
        reason -> Nullable<Text>,
        draft -> Nullable<Text>,
        published_version -> Nullable<Text>,
    }
}

diesel::table! {
    proposal_comments (proposal, number) {
        proposal -> Text,
        number -> BigInt,
        organisation -> Text,
        at -> BigInt,
        token -> Nullable<Text>,
        person -> Nullable<Text>,
        text -> Text,
    }
}

diesel::table! {
    moves (from_owner, from_name) {
        from_owner -> Text,
        from_name -> Text,
        to_owner -> Text,
        to_name -> Text,
        version -> Text,
        at -> BigInt,
        reason -> Text,
    }
}

diesel::table! {
    transfers (id) {
        id -> Text,
        from_owner -> Text,
        from_name -> Text,
        to_owner -> Text,
        to_name -> Text,
        reason -> Text,
        state -> Text,
        created_at -> BigInt,
        created_by -> Text,
        expires_at -> BigInt,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<Text>,
        answer -> Nullable<Text>,
        version -> Nullable<Text>,
    }
}

diesel::table! {
    reserved_slugs (slug) {
        slug -> Text,
        reason -> Text,
        at -> BigInt,
    }
}

diesel::joinable!(versions -> documents (digest));
diesel::joinable!(memberships -> people (person));
diesel::joinable!(sessions -> people (person));
diesel::allow_tables_to_appear_in_same_query!(adoptions, organisations);
diesel::allow_tables_to_appear_in_same_query!(versions, documents);
diesel::allow_tables_to_appear_in_same_query!(proposals, versions);
diesel::allow_tables_to_appear_in_same_query!(lineage, moves);
diesel::allow_tables_to_appear_in_same_query!(memberships, organisations);
diesel::allow_tables_to_appear_in_same_query!(memberships, people, sessions);
