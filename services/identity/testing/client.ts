/** An OpenID client with PKCE, like the SPA and the command line. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Browser, createBrowser, type Page } from './browser.ts';
import { publicUrl, type RunningIdentity } from './start-identity.ts';

const Tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  id_token: z.string().optional(),
  token_type: z.literal('Bearer'),
  expires_in: z.number(),
  scope: z.string(),
});
const Json = z.record(z.string(), z.unknown());
export type Tokens = z.output<typeof Tokens>;

export const spa = { client_id: 'mambogo-spa', redirect_uri: `${publicUrl}/callback` };
export const cli = { client_id: 'mambogo-cli', redirect_uri: 'http://127.0.0.1:49152/callback' };

export interface Attempt {
  /** The authorization URL. */
  readonly address: string;
  readonly verifier: string;
}

export function attempt(client: typeof spa, more: Record<string, string> = {}): Attempt {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    ...client,
    response_type: 'code',
    scope: 'openid',
    state: 'here',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  return { address: `/auth/authorize?${query}`, verifier };
}

/** The code in the URL the browser was redirected to. */
export function codeOf({ url, text }: Page): string {
  const code = url.searchParams.get('code');
  if (!code) throw new Error(`no code in ${url.href}: ${text.slice(0, 300)}`);
  return code;
}

export const askForTokens = ({ ask }: Pick<RunningIdentity, 'ask'>, fields: Record<string, string>) =>
  ask('/auth/token', { method: 'POST', body: new URLSearchParams(fields) });

export async function tokensFrom(answer: Promise<Response>): Promise<Tokens> {
  const response = await answer;
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(body)}`);
  return Tokens.parse(body);
}

/** A response's JSON, whose members a test asserts. */
export const jsonOf = async (answer: Promise<Response>) => Json.parse(await (await answer).json());

export const redeem = (identity: Pick<RunningIdentity, 'ask'>, client: typeof spa, code: string, verifier: string) =>
  askForTokens(identity, { grant_type: 'authorization_code', ...client, code, code_verifier: verifier });

export const refresh = (identity: Pick<RunningIdentity, 'ask'>, client: typeof spa, token: string) =>
  askForTokens(identity, { grant_type: 'refresh_token', client_id: client.client_id, refresh_token: token });

/** Logs in from scratch and returns the tokens. */
export async function logIn(
  identity: RunningIdentity,
  login: string,
  password: string,
  client: typeof spa = spa,
  more: Record<string, string> = {},
): Promise<{ tokens: Tokens; browser: Browser }> {
  const browser = createBrowser(identity);
  const { address, verifier } = attempt(client, more);
  const back = await browser.submit(await browser.open(address), { login, password });
  const tokens = await tokensFrom(redeem(identity, client, codeOf(back), verifier));
  return { tokens, browser };
}
