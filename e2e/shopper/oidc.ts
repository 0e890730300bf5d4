/**
 * Logs in like any native client (RFC 8252): discovery, authorization code with PKCE (S256), a loopback redirect. Nothing
 * listens there: the code is read from the last page's redirect.
 */
import { createHash, randomBytes } from 'node:crypto';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { z } from 'zod';
import { createBrowser } from './browser.ts';
import { exchange } from './exchange.ts';
import { findIssuer } from './find-issuer.ts';
import type { CompleteLogin } from './log-in-pages.ts';
import { ProblemError } from './problem-error.ts';

const clientId = 'mambogo-cli';
const redirectUri = 'http://127.0.0.1:48123/callback';

export const Provider = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
});
export type Provider = z.infer<typeof Provider>;

export const Tokens = z.object({
  id_token: z.string().optional(),
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.int(),
  scope: z.string().optional(),
});
export type Tokens = z.infer<typeof Tokens>;

export async function discover(shop: string): Promise<Provider> {
  let url = new URL('/auth/.well-known/openid-configuration', shop);
  let answer = await exchange(url);
  if (answer.status === 308 && answer.headers.location) {
    url = new URL(answer.headers.location, url);
    answer = await exchange(url);
  }
  const provider = answer.status === 200 ? readProvider(answer.text) : undefined;
  if (provider) return provider;
  if (answer.status >= 500 || answer.status === 429) throw new ProblemError('discovery', answer.status, answer.text);
  const issuer = await findIssuer(shop);
  if (issuer === undefined)
    throw new Error(`${shop} is not a Mambogo shop: another server responded (status ${answer.status})`);
  throw new Error(
    `${shop} uses the external issuer ${issuer}, whose log-in this command does not support: ` +
      'get an access token there, and pass it as MAMBOGO_TOKEN or --token',
  );
}

function readProvider(text: string): Provider | undefined {
  try {
    return Provider.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** @param requestedScopes the scopes to ask for; what a role does not have is not granted */
export async function logIn(
  provider: Provider,
  pass: CompleteLogin,
  requestedScopes: readonly string[] = scopes,
): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const url = new URL(provider.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: ['openid', 'offline_access', ...requestedScopes].join(' '),
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const browser = createBrowser(redirectUri);
  const last = await pass(browser, await browser.visit(url));
  const answer = last.url.searchParams;
  if (last.status !== 0 || answer.get('state') !== state || !answer.has('code'))
    throw new Error(`the log-in did not redirect back: ${answer.get('error_description') ?? last.url.pathname}`);
  return askForTokens(provider, {
    grant_type: 'authorization_code',
    code: answer.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
}

export const refresh = (provider: Provider, refreshToken: string): Promise<Tokens> =>
  askForTokens(provider, { grant_type: 'refresh_token', refresh_token: refreshToken });

async function askForTokens(provider: Provider, grant: Record<string, string>): Promise<Tokens> {
  const answer = await exchange(provider.token_endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: clientId, ...grant }).toString(),
  });
  if (answer.status !== 200) throw new ProblemError('the token endpoint', answer.status, answer.text);
  return Tokens.parse(answer.json());
}
