// An OpenID provider with three example persons, for tests of signing in. Not for anything else: whoever types a
// name is that person.
//
//   BLAUPAUSE_OIDC_CLIENT_SECRET=… BLAUPAUSE_OIDC_REDIRECT_URI=http://127.0.0.1:8080/… node server.mjs [PORT]
//
// Prints its issuer, and nothing else, on standard output when it is ready. Without a port, or with 0, it takes a free
// one. Everything is kept in memory and made anew at each start, the keys too.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const CLIENT = 'blaupausen-register';
const PEOPLE = {
  anna: { name: 'Anna Muster', groups: ['musterstadt-contributor'] },
  bernd: { name: 'Bernd Beispiel', groups: ['musterstadt-publisher'] },
  otto: { name: 'Otto Ohnerolle', groups: [] },
};

const secret = process.env.BLAUPAUSE_OIDC_CLIENT_SECRET;
const redirectUri = process.env.BLAUPAUSE_OIDC_REDIRECT_URI;
if (!secret || !redirectUri) {
  console.error('BLAUPAUSE_OIDC_CLIENT_SECRET and BLAUPAUSE_OIDC_REDIRECT_URI are needed');
  process.exit(2);
}

// The issuer's name has the port in it, so the port comes first.
const server = createServer();
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: CLIENT,
    client_secret: secret,
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
  }],
  jwks: { keys: [signingKey()] },
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  pkce: { required: () => true },
  scopes: ['openid', 'profile', 'email', 'groups'],
  claims: {
    openid: ['sub'],
    profile: ['name'],
    email: ['email', 'email_verified'],
    groups: ['groups'],
  },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, id) => account(id),
  loadExistingGrant: agreed,
  ttl: { AccessToken: 300, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
});

const callback = provider.callback();
server.on('request', (request, response) => {
  if (!new URL(request.url, issuer).pathname.startsWith('/interaction/')) {
    callback(request, response);
    return;
  }
  interact(request, response).catch((error) => {
    console.error(error);
    show(response, 400, 'Diese Anmeldung ist abgelaufen.');
  });
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
console.log(issuer);

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' };
}

function account(id) {
  const person = Object.hasOwn(PEOPLE, id) ? PEOPLE[id] : undefined;
  return person && {
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@musterstadt.example`, email_verified: true, ...person }),
  };
}

/** Nobody is asked whether the registry may know them: all agree to what it asks for. */
async function agreed(context) {
  const { oidc } = context;
  const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope(oidc.params.scope);
  await grant.save();
  return grant;
}

/** The one page: who are you? */
async function interact(request, response) {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    show(response, 200, '');
    return;
  }
  const name = new URLSearchParams(await body(request)).get('name') ?? '';
  if (account(name)) {
    await provider.interactionFinished(request, response, { login: { accountId: name } });
  } else {
    show(response, 200, 'Diesen Namen gibt es hier nicht.');
  }
}

async function body(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > 10_000) throw new Error('the form is too large');
  }
  return text;
}

function show(response, status, message) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`<!doctype html>
<html lang="de">
<meta name="viewport" content="width=device-width">
<title>Anmeldung (Test)</title>
<main>
<h1>Anmeldung (Test)</h1>
<p role="alert">${message}</p>
<form method="post">
<p><label for="name">Anmeldename</label> <input id="name" name="name" required autofocus></p>
<p><button type="submit">Anmelden</button></p>
</form>
<p>Es gibt ${Object.keys(PEOPLE).join(', ')}.</p>
</main>
</html>
`);
}
