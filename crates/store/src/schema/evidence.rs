//! What organisations say of blueprints that they use, tested or reviewed.

diesel::table! {
    adoptions (organisation, owner, name) {
        organisation -> Text,
        owner -> Text,
        name -> Text,
        version -> Text,
        stage -> Text,
        product -> Nullable<Text>,
        effort_hours -> Nullable<BigInt>,
        started_on -> Nullable<Text>,
        note -> Nullable<Text>,
        revision -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        updated_by -> Nullable<Text>,
        updated_by_person -> Nullable<Text>,
    }
}

diesel::table! {
    adoption_parameters (organisation, owner, name, parameter) {
        organisation -> Text,
        owner -> Text,
        name -> Text,
        parameter -> Text,
        value -> Text,
    }
}

diesel::table! {
    attestations (id) {
        id -> Text,
        owner -> Text,
        name -> Text,
        version -> Text,
        vendor -> Text,
        product -> Text,
        product_version -> Nullable<Text>,
        organisation -> Text,
        environment -> Text,
        tested_on -> Text,
        expires_on -> Text,
        result -> Text,
        note -> Nullable<Text>,
        created_at -> BigInt,
        created_by -> Nullable<Text>,
        created_by_person -> Nullable<Text>,
        withdrawn_at -> Nullable<BigInt>,
        withdrawn_by -> Nullable<Text>,
        withdrawn_by_person -> Nullable<Text>,
        withdrawn_reason -> Nullable<Text>,
    }
}

diesel::table! {
    attestation_requirements (attestation, requirement) {
        attestation -> Text,
        requirement -> Text,
        outcome -> Text,
    }
}

diesel::table! {
    attestation_evidence (attestation, number) {
        attestation -> Text,
        number -> BigInt,
        title -> Text,
        digest -> Binary,
    }
}

diesel::table! {
    reviews (id) {
        id -> Text,
        owner -> Text,
        name -> Text,
        version -> Text,
        working_group -> Text,
        organisation -> Text,
        verdict -> Text,
        reason -> Text,
        created_at -> BigInt,
        created_by -> Text,
        withdrawn_at -> Nullable<BigInt>,
        withdrawn_by -> Nullable<Text>,
        withdrawn_reason -> Nullable<Text>,
    }
}
