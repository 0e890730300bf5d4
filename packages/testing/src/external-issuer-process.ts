/** For tests: an external OpenID provider as a separate process. Prints its issuer when it listens. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const algorithm = process.argv[2] === 'RS256' ? 'RS256' : 'ES256';
const { privateKey } =
  algorithm === 'RS256'
    ? generateKeyPairSync('rsa', { modulusLength: 2_048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Roles of its users, by name. */
const rolesOf = (name: string): string[] => (name === 'boss' ? ['ADMIN', 'auditor'] : ['USER']);

const server = createServer();
server.listen(0, 'localhost', () => {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  const issuer = `http://localhost:${address.port}/realm`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'web-shop',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['https://shop.test/callback'],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'theirs', use: 'sig', alg: algorithm }] },
    enabledJWA: { idTokenSigningAlgValues: [algorithm] },
    clientDefaults: { id_token_signed_response_alg: algorithm },
    pkce: { required: () => true },
    scopes: ['openid', 'order:write', 'admin:all'],
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    extraTokenClaims: (_context, token) =>
      'accountId' in token && token.accountId ? { roles: rolesOf(token.accountId) } : undefined,
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:somebody-elses-api',
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'order:write admin:all',
          audience: resource === 'urn:shop' ? 'shop-api' : 'elsewhere',
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: algorithm } },
        }),
      },
    },
  });
  // oidc-provider has no setting for a base path, so it is stripped here.
  const handle = provider.callback();
  server.on('request', (request, response) => {
    request.url = request.url?.replace(/^\/realm/, '') || '/';
    Object.assign(request, { originalUrl: `/realm${request.url}` });
    void handle(request, response);
  });
  process.stdout.write(`${issuer}\n`);
});
