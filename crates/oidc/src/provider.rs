//! Signing in: away to the provider, and back.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use url::{Url, form_urlencoded::byte_serialize};

use crate::{
    Flaw, Identity, OidcError, Part, Pending, Reach, Secret,
    fields::Fields,
    http::{self, Answer},
    identity::Person,
    issuer::{Claims, Issuer},
    jws::Jws,
};

/// The registry as a client of a provider.
#[derive(Clone, Debug)]
pub struct ProviderConfig {
    /// The provider's address, letter by letter as it calls itself.
    pub issuer: String,
    pub client_id: String,
    /// None for a client that the provider knows as public.
    pub client_secret: Option<Secret>,
    /// Beyond `openid`, such as `profile`, `email`, `groups`.
    pub scopes: Vec<String>,
    /// The claim that holds a person's groups.
    pub groups_claim: Option<String>,
    pub reach: Reach,
}

/// A provider that was asked what it offers. Made once, and shared.
#[derive(Debug)]
pub struct Provider {
    config: ProviderConfig,
    issuer: Issuer,
    authorization_endpoint: Url,
    token_endpoint: Url,
    user_info_endpoint: Option<Url>,
    wants_secret_in_form: bool,
    names_itself: bool,
}

/// A sign-in that begins: where the browser goes, and what is kept here meanwhile.
#[derive(Clone, Debug)]
pub struct Begun {
    pub url: String,
    pub pending: Pending,
}

/// What the browser brought back in the address, by the names of the parameters there.
#[derive(Clone, Debug, Default)]
pub struct Callback {
    pub state: Option<String>,
    pub code: Option<String>,
    pub iss: Option<String>,
    pub error: Option<String>,
    pub error_description: Option<String>,
}

impl Provider {
    /// Asks the provider for its document and its keys.
    pub fn discover(config: ProviderConfig, now: i64) -> Result<Self, OidcError> {
        let (issuer, metadata) = Issuer::discover(&config.issuer, &config.reach, now)?;
        Ok(Self {
            authorization_endpoint: metadata.authorization(&issuer.url)?,
            token_endpoint: metadata.token(&issuer.url)?,
            user_info_endpoint: metadata.user_info(&issuer.url)?,
            wants_secret_in_form: metadata.wants_secret_in_form(),
            names_itself: metadata.names_itself(),
            config,
            issuer,
        })
    }

    pub fn issuer(&self) -> &str {
        &self.issuer.name
    }

    /// Sends somebody to the provider, who sends them back to `redirect_uri`. The random bytes are for this sign-in
    /// alone.
    pub fn begin(&self, redirect_uri: &str, random: &[u8; 96]) -> Begun {
        let pending = Pending::new(&self.issuer.name, redirect_uri, random);
        let scopes = self.config.scopes.iter().map(String::as_str);
        let scope: Vec<&str> = ["openid"].into_iter().chain(scopes).collect();
        let mut url = self.authorization_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.config.client_id)
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("scope", &scope.join(" "))
            .append_pair("state", pending.state())
            .append_pair("nonce", pending.nonce())
            .append_pair("code_challenge", &pending.pkce_challenge())
            .append_pair("code_challenge_method", "S256");
        Begun { url: url.into(), pending }
    }

    /// Who came back. Asks the provider, and believes only what it signed or said itself.
    pub fn finish(
        &self,
        pending: &Pending,
        callback: &Callback,
        now: i64,
    ) -> Result<Identity, OidcError> {
        let code = self.code(pending, callback)?;
        let answer = self.redeem(code, pending)?;
        let access_token = access_token(&answer)?;

        let jws = Jws::parse(answer.needed_text("id_token")?)?;
        let claims = self.issuer.claims(&jws, now)?;
        self.is_for_us(&claims, pending)?;
        names_access_token(&claims, &jws, access_token)?;

        let subject = claims.subject()?;
        let person = self.person(&claims, subject, access_token)?;
        Ok(Identity {
            issuer: self.issuer.name.clone(),
            subject: subject.to_owned(),
            name: person.name,
            email: person.email,
            groups: person.groups.unwrap_or_default(),
        })
    }

    /// The code, when the answer is the one to our question. Nothing else of it counts before that.
    fn code<'a>(&self, pending: &Pending, callback: &'a Callback) -> Result<&'a str, OidcError> {
        if pending.issuer() != self.issuer.name {
            return Err(OidcError::wrong_issuer(&self.issuer.name, pending.issuer()));
        }
        if !callback.state.as_deref().is_some_and(|state| pending.has_state(state)) {
            return Err(OidcError::WrongState);
        }
        // RFC 9207: an answer of another provider must not be taken to this one.
        match callback.iss.as_deref() {
            Some(iss) if iss != self.issuer.name => {
                return Err(OidcError::wrong_issuer(&self.issuer.name, iss));
            }
            None if self.names_itself => {
                return Err(OidcError::malformed(Part::Callback, Flaw::Lacks("iss")));
            }
            Some(_) | None => {}
        }
        if let Some(error) = &callback.error {
            return Err(OidcError::refused(error, callback.error_description.as_deref()));
        }
        callback
            .code
            .as_deref()
            .ok_or_else(|| OidcError::malformed(Part::Callback, Flaw::Lacks("code")))
    }

    /// Tokens for a code, which the provider gives once.
    fn redeem(&self, code: &str, pending: &Pending) -> Result<Fields, OidcError> {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", pending.redirect_uri()),
            ("code_verifier", pending.pkce_verifier()),
        ];
        let client_id = self.config.client_id.as_str();
        let authorization = match &self.config.client_secret {
            Some(secret) if !self.wants_secret_in_form => Some(basic(client_id, secret)),
            Some(secret) => {
                form.extend([("client_id", client_id), ("client_secret", secret.reveal())]);
                None
            }
            None => {
                form.push(("client_id", client_id));
                None
            }
        };
        let answer = self.issuer.http.post(&self.token_endpoint, authorization, &form)?;
        match answer.status.as_u16() {
            200 => Fields::parse(Part::TokenAnswer, &answer.body),
            400 | 401 => Err(self.said_no(&answer)),
            _ => Err(http::no(&self.token_endpoint, &answer)),
        }
    }

    fn said_no(&self, answer: &Answer) -> OidcError {
        let said = Fields::parse(Part::TokenAnswer, &answer.body).ok();
        let text = |name| said.as_ref().and_then(|said| said.text(name).ok().flatten());
        match text("error") {
            Some(error) => OidcError::refused(error, text("error_description")),
            None => http::no(&self.token_endpoint, answer),
        }
    }

    /// OpenID Connect Core, 3.1.3.7.
    fn is_for_us(&self, claims: &Claims, pending: &Pending) -> Result<(), OidcError> {
        let us = self.config.client_id.as_str();
        let audience = claims.audience()?;
        let is_ours = match claims.fields.text("azp")? {
            Some(party) => party == us,
            None => audience.len() == 1,
        };
        if !is_ours || !audience.contains(&us) {
            return Err(OidcError::WrongAudience { expected: us.to_owned() });
        }
        claims.fields.needed_time("iat")?;
        if pending.has_nonce(claims.fields.needed_text("nonce")?) {
            Ok(())
        } else {
            Err(OidcError::WrongNonce)
        }
    }

    /// What the token lacks of the person is asked for, where it can be.
    fn person(
        &self,
        claims: &Claims,
        subject: &str,
        access_token: &str,
    ) -> Result<Person, OidcError> {
        let groups_claim = self.config.groups_claim.as_deref();
        let known = Person::read(&claims.fields, groups_claim)?;
        let url = match &self.user_info_endpoint {
            Some(url) if !known.is_complete() => url,
            Some(_) | None => return Ok(known),
        };
        let info = Fields::parse(Part::UserInfo, &self.issuer.http.get_as(url, access_token)?)?;
        if info.needed_text("sub")? != subject {
            return Err(OidcError::WrongSubject);
        }
        Ok(known.or(Person::read(&info, groups_claim)?))
    }
}

fn access_token(answer: &Fields) -> Result<&str, OidcError> {
    if answer.needed_text("token_type")?.eq_ignore_ascii_case("Bearer") {
        answer.needed_text("access_token")
    } else {
        Err(answer.wrong("token_type"))
    }
}

/// `at_hash`, where there is one: the left half of the access token's hash.
fn names_access_token(claims: &Claims, jws: &Jws<'_>, token: &str) -> Result<(), OidcError> {
    let Some(named) = claims.fields.text("at_hash")? else { return Ok(()) };
    let hash = jws.algorithm.hash(token.as_bytes());
    let (left, _right) = hash.split_at(hash.len() / 2);
    if URL_SAFE_NO_PAD.encode(left) == named { Ok(()) } else { Err(OidcError::WrongAccessToken) }
}

/// RFC 6749, 2.3.1: both are form-encoded first, so that a colon separates them.
fn basic(client_id: &str, secret: &Secret) -> String {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let both = format!("{}:{}", encoded(client_id), encoded(secret.reveal()));
    format!("Basic {}", STANDARD.encode(both))
}
