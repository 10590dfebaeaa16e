//! Who uses a blueprint.

use crate::{Client, Error, exchange};

/// An organisation's own record, with the tag by which it is changed only as it was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnAdoption {
    pub adoption: wire::Adoption,
    pub tag: String,
}

impl Client {
    /// What the organisation has on record of a blueprint; `None` when there is nothing.
    pub fn adoption(
        &self,
        organisation: &str,
        [owner, name]: [&str; 2],
    ) -> Result<Option<OwnAdoption>, Error> {
        let url = self.base.of(&["organisations", organisation, "adoptions", owner, name]);
        let mut answer = match exchange::answer(self.prepared(self.agent.get(&url)).call()) {
            Ok(answer) => answer,
            Err(Error::Problem(problem)) if problem.status == 404 => return Ok(None),
            Err(error) => return Err(error),
        };
        let tag = answer.headers().get("etag").and_then(|tag| tag.to_str().ok());
        let tag = tag.unwrap_or_default().to_owned();
        Ok(Some(OwnAdoption { adoption: exchange::json(&mut answer)?, tag }))
    }

    /// Records that the organisation uses a blueprint, in place of what was on record; with a tag only of that.
    pub fn adopt(
        &self,
        organisation: &str,
        [owner, name]: [&str; 2],
        request: &wire::AdoptionRequest,
        tag: Option<&str>,
    ) -> Result<wire::Adoption, Error> {
        let url = self.base.of(&["organisations", organisation, "adoptions", owner, name]);
        let body = exchange::json_bytes(request)?;
        let mut put = self.prepared(self.agent.put(&url)).content_type("application/json");
        if let Some(tag) = tag {
            put = put.header("If-Match", tag);
        }
        exchange::json(&mut exchange::answer(put.send(body.as_slice()))?)
    }

    /// Those who use a blueprint, by organisation.
    pub fn adopters(
        &self,
        owner: &str,
        name: &str,
        cursor: Option<&str>,
    ) -> Result<wire::AdopterPage, Error> {
        let pairs: Vec<(&str, &str)> =
            cursor.map(|cursor| ("cursor", cursor)).into_iter().collect();
        self.get(&self.base.of(&["blueprints", owner, name, "adoptions"]), &pairs)
    }
}
