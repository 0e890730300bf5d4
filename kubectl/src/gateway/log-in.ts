/**
 * Logs a person in through their browser, as native apps do (RFC 8252): authorization code with PKCE, and a redirect to a port
 * that this process listens on for as long as the log-in takes.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as client from 'openid-client';
import { UserError } from '../cluster/cluster.ts';

/** The command line's client, which every shop's own issuer knows (services/identity). */
const clientId = 'mambogo-cli';
const scope = 'openid offline_access operations:manage order:manage admin:all';
const timeoutMs = 300_000;

export type Issuer = client.Configuration;

/** @throws UserError if nothing at this URL is a shop with an issuer of its own */
export async function discoverIssuer(shop: string, fetch: client.CustomFetch): Promise<Issuer> {
  try {
    return await client.discovery(new URL('/auth', shop), clientId, undefined, client.None(), {
      [client.customFetch]: fetch,
      // Demo and local shops; tokens are never sent in the clear to another host than the given one.
      execute: shop.startsWith('http:') ? [client.allowInsecureRequests] : [],
    });
  } catch (cause) {
    throw new UserError(
      `${shop} does not respond as a shop with its own log-in (${(cause as Error).message}). ` +
        'For a shop with an external issuer set MAMBOGO_TOKEN to an access token from there; --connect-to names an address when the host name has none.',
      { cause },
    );
  }
}

/** @param show presents the address at which to log in */
export async function logInByBrowser(
  issuer: Issuer,
  show: (url: string) => void,
): Promise<client.TokenEndpointResponse> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const url = client.buildAuthorizationUrl(issuer, {
      redirect_uri: redirectUri,
      scope,
      state,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const answered = redirectedTo(server, redirectUri);
    show(url.href);
    return await client.authorizationCodeGrant(issuer, await answered, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The address that the browser was sent to; other requests, such as for an icon, are not found. */
function redirectedTo(server: ReturnType<typeof createServer>, redirectUri: string): Promise<URL> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new UserError('nobody logged in within five minutes')), timeoutMs);
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', redirectUri);
      if (url.pathname !== new URL(redirectUri).pathname) return void response.writeHead(404).end();
      clearTimeout(timer);
      response
        .writeHead(200, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
        .end('You are logged in. Close this page and return to the terminal.\n', () => resolve(url));
    });
  });
}
