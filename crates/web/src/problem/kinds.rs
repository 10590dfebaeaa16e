//! The kinds of problems: one table for the API's `type`, the pages that explain them, and `docs/problems.md`.

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Its page is `/problems/<slug>`.
    pub(crate) slug: &'static str,
    pub(crate) status: u16,
    pub(crate) title: Words,
    /// What it means and what to do.
    pub(crate) remedy: Words,
}

/// The same words in both languages.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) de: &'static str,
    pub(crate) en: &'static str,
}

impl Words {
    pub(crate) fn get(&self, lang: blueprint::Lang) -> &'static str {
        match lang {
            blueprint::Lang::De => self.de,
            blueprint::Lang::En => self.en,
        }
    }
}

const fn words(de: &'static str, en: &'static str) -> Words {
    Words { de, en }
}

pub(crate) static INVALID_DOCUMENT: Kind = Kind {
    slug: "invalid-document",
    status: 422,
    title: words("Das Dokument hat Fehler", "The document has faults"),
    remedy: words(
        "Jeder Fehler ist mit seiner Stelle und einer Abhilfe genannt. Beheben Sie alle und senden Sie das Dokument erneut. Es wurde nichts gespeichert.",
        "Every fault is named with its place and a remedy. Mend them all and send the document again. Nothing was stored.",
    ),
};
pub(crate) static INVALID_REQUEST: Kind = Kind {
    slug: "invalid-request",
    status: 400,
    title: words("Die Anfrage ist fehlerhaft", "The request is malformed"),
    remedy: words(
        "Eine Angabe in der Adresse, in den Parametern oder im Inhalt der Anfrage ist nicht zulässig. Die genannte Stelle sagt, welche.",
        "A part of the address, the parameters or the body of the request is not allowed. The place named says which.",
    ),
};
pub(crate) static UNAUTHORISED: Kind = Kind {
    slug: "unauthorised",
    status: 401,
    title: words("Anmeldung erforderlich", "Authentication required"),
    remedy: words(
        "Melden Sie sich an, oder senden Sie ein gültiges Token im Kopf „Authorization: Bearer blp_…“. Abgelaufene und gesperrte Token werden nicht angenommen; neue macht, wer die Organisation leitet, oder die Betriebsstelle.",
        "Sign in, or send a valid token in the header “Authorization: Bearer blp_…”. Expired and revoked tokens are not accepted; owners of the organisation and the operator make new ones.",
    ),
};
pub(crate) static FORBIDDEN: Kind = Kind {
    slug: "forbidden",
    status: 403,
    title: words("Keine Berechtigung", "Not permitted"),
    remedy: words(
        "Das Register weiß, wer Sie sind; diese Handlung steht Ihnen aber nicht zu. In eine Blaupause schreibt nur die Organisation, der sie gehört, und nur mit der nötigen Rolle oder dem nötigen Recht des Tokens.",
        "The registry knows who you are, but you may not do this. Only the organisation that owns a blueprint writes to it, and only with the role, or the token’s scope, that it takes.",
    ),
};
pub(crate) static FORGED: Kind = Kind {
    slug: "forged-request",
    status: 403,
    title: words(
        "Die Anfrage kommt nicht von einer Seite des Registers",
        "The request does not come from a page of the registry",
    ),
    remedy: words(
        "Es wurde nichts getan. Laden Sie die Seite neu und wiederholen Sie die Eingabe. Programme senden statt der Anmeldung ein Token, oder zur Anmeldung den Kopf X-CSRF-Token.",
        "Nothing was done. Load the page again and repeat your input. Programs send a token instead of a session, or the header X-CSRF-Token with it.",
    ),
};
pub(crate) static SIGN_IN_FAILED: Kind = Kind {
    slug: "sign-in-failed",
    status: 403,
    title: words("Die Anmeldung ist gescheitert", "Signing in has failed"),
    remedy: words(
        "Beginnen Sie die Anmeldung noch einmal von vorn. Eine Anmeldung beim Anmeldedienst gilt zehn Minuten und einmal. Scheitert sie wieder, hilft die Betriebsstelle.",
        "Begin to sign in again. Signing in at the identity provider is good for ten minutes and once. If it fails again, the operator helps.",
    ),
};
pub(crate) static EXCHANGE_REFUSED: Kind = Kind {
    slug: "exchange-refused",
    status: 403,
    title: words("Das Token wird nicht eingetauscht", "The token is not exchanged"),
    remedy: words(
        "Eingetauscht wird das Token eines CI-Systems, dem eine Organisation vertraut: echt, für dieses Register ausgestellt, noch gültig und zum ersten Mal gezeigt. Der genannte Grund sagt, woran es fehlt.",
        "What is exchanged is the token of a CI system that an organisation trusts: genuine, made for this registry, still valid and shown for the first time. The reason given says what is missing.",
    ),
};
pub(crate) static LAST_OWNER: Kind = Kind {
    slug: "last-owner",
    status: 409,
    title: words("Jemand muss die Organisation leiten", "Somebody has to own the organisation"),
    remedy: words(
        "Geben Sie die Rolle „Leitung“ zuerst jemand anderem. Es wurde nichts geändert.",
        "Give the role owner to somebody else first. Nothing was changed.",
    ),
};
pub(crate) static LAST_OPERATOR: Kind = Kind {
    slug: "last-operator",
    status: 409,
    title: words("Jemand muss das Register betreiben", "Somebody has to operate the registry"),
    remedy: words(
        "Dieses Konto ist das letzte der Betriebsstelle. Setzen Sie zuerst ein anderes ein, mit „blaupause admin user operator“ auf dem Server. Es wurde nichts geändert.",
        "This account is the last that operates the registry. Appoint another first, with `blaupause admin user operator` on the server. Nothing was changed.",
    ),
};
pub(crate) static ORGANISATION_SUCCEEDED: Kind = Kind {
    slug: "organisation-succeeded",
    status: 409,
    title: words(
        "Die Organisation ist in einer anderen aufgegangen",
        "The organisation went up in another",
    ),
    remedy: words(
        "Alles, was sie veröffentlicht hat, bleibt lesbar; Neues kommt nicht hinzu. Handeln Sie für die Nachfolgerin. Ist sie zu Unrecht eingetragen, berichtigt das die Betriebsstelle. Es wurde nichts geändert.",
        "All that it has published stays readable; nothing new is added. Act for its successor. If that is said wrongly, the operator corrects it. Nothing was changed.",
    ),
};
pub(crate) static INVITATION_GONE: Kind = Kind {
    slug: "invitation-gone",
    status: 410,
    title: words("Die Einladung gilt nicht mehr", "The invitation is good no longer"),
    remedy: words(
        "Eine Einladung gilt einmal und 14 Tage lang, und sie kann zurückgenommen werden. Bitten Sie die Organisation um eine neue.",
        "An invitation is good once and for 14 days, and can be withdrawn. Ask the organisation for a new one.",
    ),
};
pub(crate) static NOT_FOUND: Kind = Kind {
    slug: "not-found",
    status: 404,
    title: words("Nicht gefunden", "Not found"),
    remedy: words(
        "Unter dieser Adresse gibt es nichts. Prüfen Sie die Schreibweise oder suchen Sie nach der Blaupause.",
        "There is nothing at this address. Check the spelling or search for the blueprint.",
    ),
};
pub(crate) static METHOD_NOT_ALLOWED: Kind = Kind {
    slug: "method-not-allowed",
    status: 405,
    title: words("Diese Handlung gibt es hier nicht", "This act does not exist here"),
    remedy: words(
        "Die Adresse ist richtig, kann aber nicht mit dieser Methode aufgerufen werden. Die Schnittstellenbeschreibung unter /docs nennt die möglichen.",
        "The address is right but cannot be called with this method. The reference at /docs names those that can.",
    ),
};
pub(crate) static VERSION_EXISTS: Kind = Kind {
    slug: "version-exists",
    status: 409,
    title: words(
        "Diese Version gibt es schon mit anderem Inhalt",
        "This version exists with other content",
    ),
    remedy: words(
        "Veröffentlichte Versionen ändern sich nicht mehr. Vergeben Sie eine höhere Versionsnummer. Unter „changes“ steht, worin sich beide unterscheiden.",
        "Published versions do not change any more. Use a higher version number. “changes” says in what both differ.",
    ),
};
pub(crate) static NAME_TAKEN: Kind = Kind {
    slug: "name-taken",
    status: 409,
    title: words("Der Name ist schon vergeben", "The name is taken"),
    remedy: words("Wählen Sie einen anderen Namen.", "Choose another name."),
};
pub(crate) static OVERTAKEN: Kind = Kind {
    slug: "overtaken",
    status: 409,
    title: words("Jemand war schneller", "Somebody was faster"),
    remedy: words(
        "Jemand anderes hat gleichzeitig etwas geändert. Rufen Sie den neuen Stand ab und senden Sie Ihre Anfrage noch einmal. Es wurde nichts von ihr gespeichert.",
        "Somebody else changed something at the same time. Fetch its new state and send your request again. Nothing of it was stored.",
    ),
};
pub(crate) static DRAFT_STATE: Kind = Kind {
    slug: "draft-state",
    status: 409,
    title: words(
        "Das geht in diesem Stand des Entwurfs nicht",
        "The draft’s state does not allow this",
    ),
    remedy: words(
        "Ein Entwurf wird bearbeitet, eingereicht, freigegeben und veröffentlicht, in dieser Reihenfolge. Was veröffentlicht oder verworfen ist, ändert sich nicht mehr. Es wurde nichts geändert.",
        "A draft is worked on, submitted, approved and published, in this order. What is published or discarded changes no more. Nothing was changed.",
    ),
};
pub(crate) static PROPOSAL_STATE: Kind = Kind {
    slug: "proposal-state",
    status: 409,
    title: words(
        "Das geht bei diesem Vorschlag nicht mehr",
        "This is no longer possible with this proposal",
    ),
    remedy: words(
        "Ein Vorschlag ist offen, bis er angenommen, abgelehnt oder zurückgezogen wird. Danach wird er nicht noch einmal entschieden. Es wurde nichts geändert.",
        "A proposal is open until it is accepted, declined or withdrawn. After that it is not decided again. Nothing was changed.",
    ),
};
pub(crate) static ATTESTATION_WITHDRAWN: Kind = Kind {
    slug: "attestation-withdrawn",
    status: 409,
    title: words(
        "Der Erprobungsnachweis ist schon zurückgezogen",
        "The attestation is withdrawn already",
    ),
    remedy: words(
        "Ein Erprobungsnachweis wird einmal zurückgezogen; der erste Grund bleibt stehen. Tragen Sie einen neuen Nachweis ein, wenn Sie das Produkt noch einmal erprobt haben. Es wurde nichts geändert.",
        "An attestation is withdrawn once; the first reason stands. Record a new one if you have tested the product again. Nothing was changed.",
    ),
};
pub(crate) static REVIEW_WITHDRAWN: Kind = Kind {
    slug: "review-withdrawn",
    status: 409,
    title: words("Die Prüfung ist schon zurückgezogen", "The review is withdrawn already"),
    remedy: words(
        "Eine Prüfung wird einmal zurückgezogen; der erste Grund bleibt stehen. Geben Sie eine neue Prüfung ab, wenn Ihre Organisation wieder etwas sagen möchte. Es wurde nichts geändert.",
        "A review is withdrawn once; the first reason stands. Give a new one if your organisation has something to say again. Nothing was changed.",
    ),
};
pub(crate) static MOVED: Kind = Kind {
    slug: "moved",
    status: 409,
    title: words("Die Blaupause ist umgezogen", "The blueprint has moved"),
    remedy: words(
        "Was unter der alten Adresse veröffentlicht ist, bleibt dort lesbar; Neues kommt nur unter der neuen hinzu. Die Meldung nennt sie. Es wurde nichts geändert.",
        "What is published at the old address stays readable there; what is new is added at the new one alone, which the message names. Nothing was changed.",
    ),
};
pub(crate) static TRANSFER_STATE: Kind = Kind {
    slug: "transfer-state",
    status: 409,
    title: words(
        "Die Blaupause lässt sich so nicht übertragen",
        "The blueprint cannot be moved like this",
    ),
    remedy: words(
        "Eine Anfrage gilt 30 Tage, und über sie wird einmal entschieden. Für eine Blaupause wartet höchstens eine. Es wurde nichts geändert.",
        "A request is good for 30 days and is decided once. At most one waits for a blueprint. Nothing was changed.",
    ),
};
pub(crate) static PROPOSAL_OUTDATED: Kind = Kind {
    slug: "proposal-outdated",
    status: 409,
    title: words(
        "Seit der Annahme des Vorschlags ist etwas Neues erschienen",
        "Something new was published since the proposal was accepted",
    ),
    remedy: words(
        "Was in diesem Entwurf entschieden wird, gilt gegenüber einer Version, die nicht mehr die neueste ist. Verwerfen Sie den Entwurf; der Vorschlag ist dann wieder offen und lässt sich zur neuesten Version annehmen. Es wurde nichts geändert.",
        "What is decided in this draft holds against a version that is the latest no more. Discard the draft; the proposal is open again then and can be accepted for the latest version. Nothing was changed.",
    ),
};
pub(crate) static DRAFT_UNFINISHED: Kind = Kind {
    slug: "draft-unfinished",
    status: 422,
    title: words("Der Entwurf ist noch nicht fertig", "The draft is not finished yet"),
    remedy: words(
        "Jeder Fehler ist mit seiner Stelle und einer Abhilfe genannt. Beheben Sie alle und reichen Sie den Entwurf dann ein. Er ist gespeichert und unverändert.",
        "Every fault is named with its place and a remedy. Mend them all and then submit the draft. It is kept and unchanged.",
    ),
};
pub(crate) static FOUR_EYES: Kind = Kind {
    slug: "four-eyes",
    status: 403,
    title: words("Eine zweite Person ist nötig", "A second person is needed"),
    remedy: words(
        "Diese Organisation verlangt vier Augen: Was sie veröffentlicht, hat eine Person eingereicht und eine andere freigegeben. Legen Sie einen Entwurf an und bitten Sie jemanden mit der Rolle „Veröffentlichung“ oder „Leitung“ um Freigabe.",
        "This organisation demands four eyes: what it publishes was submitted by one person and approved by another. Begin a draft and ask somebody with the role publisher or owner to approve it.",
    ),
};
pub(crate) static UPSTREAM_VERSION: Kind = Kind {
    slug: "upstream-version",
    status: 409,
    title: words(
        "Diese Version des Ursprungs kommt nicht in Frage",
        "This version of the upstream does not qualify",
    ),
    remedy: words(
        "Übernehmen und überspringen lassen sich Versionen, die neuer sind als der übernommene Stand und nicht zurückgezogen. GET …/upstream nennt sie.",
        "What can be taken in or skipped is newer than what the fork has taken in, and not withdrawn. GET …/upstream names these versions.",
    ),
};
pub(crate) static KEY_REUSED: Kind = Kind {
    slug: "idempotency-key-reused",
    status: 422,
    title: words(
        "Der Idempotency-Key gehört zu einer anderen Anfrage",
        "The Idempotency-Key belongs to another request",
    ),
    remedy: words(
        "Verwenden Sie für jede neue Anfrage einen neuen Schlüssel.",
        "Use a new key for every new request.",
    ),
};
pub(crate) static PRECONDITION_FAILED: Kind = Kind {
    slug: "precondition-failed",
    status: 412,
    title: words("Der Stand hat sich geändert", "The state has changed"),
    remedy: words(
        "Der mit If-Match genannte Stand ist nicht mehr der jetzige. Rufen Sie ihn neu ab und entscheiden Sie noch einmal.",
        "The state named by If-Match is no longer the present one. Fetch it again and decide anew.",
    ),
};
pub(crate) static PRECONDITION_REQUIRED: Kind = Kind {
    slug: "precondition-required",
    status: 428,
    title: words("Die Angabe des Standes fehlt", "The state is not named"),
    remedy: words(
        "Nennen Sie im Kopf If-Match das ETag des Standes, den Sie ändern. So überschreibt niemand, was jemand anderes inzwischen gespeichert hat.",
        "Name the ETag of the state that you change in the header If-Match. So nobody overwrites what somebody else has saved meanwhile.",
    ),
};
pub(crate) static TOO_LARGE: Kind = Kind {
    slug: "too-large",
    status: 413,
    title: words("Der Inhalt ist zu groß", "The content is too large"),
    remedy: words(
        "Ein Dokument hat höchstens 1 MiB, eine Anlage höchstens 16 MiB. Lagern Sie große Teile als Anlagen aus.",
        "A document has 1 MiB at most, an attachment 16 MiB. Move large parts into attachments.",
    ),
};
pub(crate) static UNSUPPORTED_MEDIA_TYPE: Kind = Kind {
    slug: "unsupported-media-type",
    status: 415,
    title: words("Dieses Format wird nicht angenommen", "This format is not accepted"),
    remedy: words(
        "Senden Sie Dokumente als application/json oder application/yaml und andere Anfragen als application/json.",
        "Send documents as application/json or application/yaml and other requests as application/json.",
    ),
};
pub(crate) static DIGEST_DIFFERS: Kind = Kind {
    slug: "digest-differs",
    status: 422,
    title: words("Der Fingerabdruck passt nicht zum Inhalt", "The digest does not fit the content"),
    remedy: words(
        "Die Adresse einer Anlage ist der SHA-256 ihrer Bytes. Berechnen Sie ihn neu oder laden Sie die richtige Datei hoch.",
        "The address of an attachment is the SHA-256 of its bytes. Compute it again or upload the right file.",
    ),
};
pub(crate) static TOO_MANY_REQUESTS: Kind = Kind {
    slug: "too-many-requests",
    status: 429,
    title: words("Zu viele Anfragen", "Too many requests"),
    remedy: words(
        "Warten Sie so viele Sekunden, wie der Kopf Retry-After nennt, und versuchen Sie es dann erneut.",
        "Wait as many seconds as the header Retry-After says, then try again.",
    ),
};
pub(crate) static SEARCH_BUSY: Kind = Kind {
    slug: "search-busy",
    status: 503,
    title: words("Die Suche ist gerade ausgelastet", "The search is busy at the moment"),
    remedy: words(
        "Es suchen gerade so viele zugleich, dass Ihre Suche nicht an die Reihe kam. Alles andere im Register ist erreichbar. Suchen Sie in einigen Sekunden noch einmal; Programme warten so viele Sekunden, wie der Kopf Retry-After nennt.",
        "So many are searching at once that your search did not get its turn. Everything else in the registry can be reached. Search again in a few seconds; programs wait as many seconds as the header Retry-After says.",
    ),
};
pub(crate) static INTERNAL: Kind = Kind {
    slug: "internal",
    status: 500,
    title: words("Unerwarteter Fehler", "Unexpected failure"),
    remedy: words(
        "Im Register ist etwas schiefgegangen. Es wurde protokolliert. Versuchen Sie es später erneut oder wenden Sie sich an die Betriebsstelle.",
        "Something went wrong in the registry. It has been logged. Try again later or turn to the operator.",
    ),
};
pub(crate) static UNAVAILABLE: Kind = Kind {
    slug: "unavailable",
    status: 503,
    title: words("Zurzeit nicht verfügbar", "Unavailable at the moment"),
    remedy: words(
        "Die Datenhaltung antwortet gerade nicht. Versuchen Sie es nach der Zeit erneut, die der Kopf Retry-After nennt. Es wurde nichts halb gespeichert.",
        "The storage does not answer right now. Try again after the time that the header Retry-After says. Nothing was half stored.",
    ),
};

/// All of them, for the pages that explain them.
pub(crate) static KINDS: &[&Kind] = &[
    &INVALID_DOCUMENT,
    &INVALID_REQUEST,
    &UNAUTHORISED,
    &FORBIDDEN,
    &FORGED,
    &SIGN_IN_FAILED,
    &EXCHANGE_REFUSED,
    &NOT_FOUND,
    &METHOD_NOT_ALLOWED,
    &VERSION_EXISTS,
    &NAME_TAKEN,
    &LAST_OWNER,
    &LAST_OPERATOR,
    &ORGANISATION_SUCCEEDED,
    &INVITATION_GONE,
    &OVERTAKEN,
    &DRAFT_STATE,
    &DRAFT_UNFINISHED,
    &PROPOSAL_STATE,
    &PROPOSAL_OUTDATED,
    &ATTESTATION_WITHDRAWN,
    &REVIEW_WITHDRAWN,
    &MOVED,
    &TRANSFER_STATE,
    &FOUR_EYES,
    &UPSTREAM_VERSION,
    &KEY_REUSED,
    &PRECONDITION_FAILED,
    &PRECONDITION_REQUIRED,
    &TOO_LARGE,
    &UNSUPPORTED_MEDIA_TYPE,
    &DIGEST_DIFFERS,
    &TOO_MANY_REQUESTS,
    &SEARCH_BUSY,
    &INTERNAL,
    &UNAVAILABLE,
];

/// The kind for a status that came from below, without more being known.
pub(crate) fn of_status(status: u16) -> &'static Kind {
    match status {
        404 => &NOT_FOUND,
        405 => &METHOD_NOT_ALLOWED,
        413 => &TOO_LARGE,
        415 => &UNSUPPORTED_MEDIA_TYPE,
        400..=499 => &INVALID_REQUEST,
        503 => &UNAVAILABLE,
        _ => &INTERNAL,
    }
}
