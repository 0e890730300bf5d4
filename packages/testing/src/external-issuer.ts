/** For tests: starts an external OpenID provider, and logs users in there as a shop in a browser would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface ExternalIssuer {
  /** The `iss` claim of its tokens. */
  readonly issuer: string;
  /** Gets a user's access token (`boss` is an ADMIN, others are USERs), by code and PKCE. @param resource default: `urn:shop` */
  logIn(name: string, scope: string, resource?: string): Promise<string>;
  stop(): Promise<void>;
}

/** @param algorithm signature algorithm */
export async function startExternalIssuer(algorithm: 'ES256' | 'RS256' = 'ES256'): Promise<ExternalIssuer> {
  const script = fileURLToPath(new URL('external-issuer-process.ts', import.meta.url));
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', script, algorithm];
  // Ends with the test, also when that is killed.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...command], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const issuer = z.url().parse(await firstLine(child));
  return {
    issuer,
    logIn: (name, scope, resource = 'urn:shop') => logIn(issuer, name, scope, resource),
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function firstLine({ stdout }: ChildProcess): Promise<unknown> {
  if (!stdout) throw new Error('the issuer has no stdout');
  const [line] = await once(createInterface(stdout), 'line');
  return line;
}

async function logIn(issuer: string, login: string, scope: string, resource: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const redirect_uri = 'https://shop.test/callback';
  const query = new URLSearchParams({
    client_id: 'web-shop',
    response_type: 'code',
    redirect_uri,
    resource,
    scope: `openid ${scope}`.trim(),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const jar = new Map<string, string>();
  let at = await follow(`${issuer}/auth?${query}`, jar);
  while (at.origin !== 'https://shop.test') {
    const prompt = jar.get('asked') ? 'consent' : 'login';
    jar.set('asked', 'yes');
    at = await follow(at.href, jar, new URLSearchParams({ prompt, login, password: 'any' }));
  }
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'web-shop',
      code: at.searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri,
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`no token after ${at.search}: ${text}`);
  return z.object({ access_token: z.string() }).parse(JSON.parse(text)).access_token;
}

/** Follows redirects to their end: a page with a prompt, or back at the shop. */
async function follow(address: string, jar: Map<string, string>, body?: URLSearchParams): Promise<URL> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(address, {
    method: body ? 'POST' : 'GET',
    body,
    headers: { cookie },
    redirect: 'manual',
  });
  await response.body?.cancel();
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (name) value ? jar.set(name, value) : jar.delete(name);
  }
  if (response.status >= 400) throw new Error(`${address} returned ${response.status}`);
  const location = response.headers.get('location');
  if (!location) return new URL(address);
  const next = new URL(location, address);
  return next.origin === 'https://shop.test' ? next : follow(next.href, jar);
}
