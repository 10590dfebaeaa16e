//! The tables as the queries see them: the types that both databases share.
//!
//! By hand, because a generator describes one database. The migrations say the rest: keys, checks, indexes.

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
        published_by -> Text,
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

diesel::joinable!(versions -> documents (digest));
diesel::allow_tables_to_appear_in_same_query!(versions, documents);
