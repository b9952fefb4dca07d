// An identity provider (oidc-provider) on loopback. argv: a JSON text with clientId, clientSecret, redirectUri, logoutUri, accounts, port.
// It prints its issuer once it listens. Its sign-in page asks for a name alone. POST /told {"rotate": true} gives it a new key;
// {"accounts": {…}} other people.
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const wish = JSON.parse(process.argv[2])
const found = createRequire(new URL('../../frontend/package.json', import.meta.url)).resolve('oidc-provider')
const { default: Provider } = await import(pathToFileURL(found).href)
let accounts = wish.accounts
let keys = 0

function newKey() {
  keys += 1
  return { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: `key-${keys}`, alg: 'RS256', use: 'sig' }
}

function made(issuer) {
  return new Provider(issuer, {
    clients: [
      {
        client_id: wish.clientId,
        client_secret: wish.clientSecret,
        redirect_uris: [wish.redirectUri],
        post_logout_redirect_uris: [wish.logoutUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [newKey()] },
    pkce: { required: () => true },
    conformIdTokenClaims: wish.claimsByUserinfo === true,
    claims: { openid: ['sub', 'acr', 'amr'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['only for tests'] },
    interactions: { url: (_context, { uid }) => `/enter/${uid}` },
    findAccount: (_context, id) => (accounts[id] === undefined ? undefined : { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
    ttl: { Session: 3600, Grant: 3600, Interaction: 600, IdToken: 300, AccessToken: 300 },
  })
}

const page = (path) => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Tài khoản của tỉnh</title><h1>Tài khoản của tỉnh</h1>
<form method="post" action="${path}"><label>Tài khoản <input name="login"></label> <button>Tiếp tục</button></form></html>`

async function body(request) {
  let text = ''
  for await (const piece of request) text += piece
  return text
}

let provider
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://loopback')
  if (pathname === '/told') {
    const told = JSON.parse(await body(request))
    accounts = told.accounts ?? accounts
    if (told.rotate) provider = made(provider.issuer)
    response.end('{}')
  } else if (pathname.startsWith('/enter/') && request.method === 'GET') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(page(pathname))
  } else if (pathname.startsWith('/enter/')) {
    const accountId = new URLSearchParams(await body(request)).get('login')
    const amr = accounts[accountId]?.amr
    await provider.interactionFinished(request, response, { login: { accountId, ...(amr ? { amr } : {}) } })
  } else provider.callback()(request, response)
})
server.listen(wish.port ?? 0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  provider = made(issuer)
  console.log(issuer)
})
