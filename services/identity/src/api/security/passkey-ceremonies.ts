/**
 * The exchange with authenticators (WebAuthn level 3): creates options for the page, and verifies the responses. The relying
 * party is the host of the public URL. A passkey counts as two factors, so user verification is always required.
 */
import { isIP } from 'node:net';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { challengeLifetime } from '../../store/challenges.ts';
import type { NewPasskey, Passkey } from '../../store/passkeys.ts';
import type { Person } from '../../store/people.ts';

type Parts = Pick<Context, 'publicUrl' | 'secondFactors'>;

/** Not supported on an IP address: a relying party id must be a domain name. */
export const passkeysSupported = ({ publicUrl }: Pick<Context, 'publicUrl'>): boolean =>
  isIP(new URL(publicUrl).hostname.replaceAll(/[[\]]/g, '')) === 0;

const timeout = challengeLifetime * 1_000;
/** Loaded on demand: it is big, and most log-ins don't need it. */
const library = () => import('@simplewebauthn/server');

/**
 * PublicKeyCredentialRequestOptionsJSON, as text. @param allowed the passkeys of a known person; none: any passkey of this shop
 */
export async function requestOptions(
  { publicUrl, secondFactors }: Parts,
  boundTo: string,
  allowed: readonly Passkey[] = [],
): Promise<string> {
  return JSON.stringify({
    challenge: await secondFactors.challenges.issue(boundTo),
    rpId: new URL(publicUrl).hostname,
    userVerification: 'required',
    allowCredentials: allowed.map(({ id, transports }) => ({ type: 'public-key', id, transports })),
    timeout,
  });
}

/** PublicKeyCredentialCreationOptionsJSON, as text. */
export async function creationOptions(
  { publicUrl, secondFactors }: Parts,
  boundTo: string,
  { id, login }: Pick<Person, 'id' | 'login'>,
): Promise<string> {
  const { generateRegistrationOptions } = await library();
  const own = await secondFactors.passkeys.list(id);
  const options = await generateRegistrationOptions({
    rpName: 'Mambogo',
    rpID: new URL(publicUrl).hostname,
    userName: login,
    userDisplayName: login,
    userID: new Uint8Array(handleOf(id)),
    challenge: new Uint8Array(Buffer.from(await secondFactors.challenges.issue(boundTo), 'base64url')),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: own.map((passkey) => ({ id: passkey.id, transports: [...passkey.transports] })),
    timeout,
  });
  return JSON.stringify(options);
}

/** A new credential; undefined when the response does not match the options of this page. */
export async function verifyCreation(
  { publicUrl, secondFactors }: Parts,
  boundTo: string,
  answer: string,
): Promise<Omit<NewPasskey, 'personId' | 'name'> | undefined> {
  const response = Creation.safeParse(answer);
  if (!response.success) return undefined;
  const { verifyRegistrationResponse } = await library();
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response.data,
    expectedChallenge: (challenge) => secondFactors.challenges.consume(challenge, boundTo),
    expectedOrigin: new URL(publicUrl).origin,
    expectedRPID: new URL(publicUrl).hostname,
    requireUserVerification: true,
  }).catch(() => ({ verified: false as const, registrationInfo: undefined }));
  if (!verified) return undefined;
  const { id, publicKey, counter } = registrationInfo.credential;
  return { id, publicKey: Buffer.from(publicKey), counter, transports: response.data.response.transports ?? [] };
}

export type AssertionResult =
  | { readonly type: 'right'; readonly personId: string }
  | { readonly type: 'wrong' }
  /** The counter did not increase: the authenticator was cloned. */
  | { readonly type: 'cloned'; readonly personId: string };

export async function verifyAssertion(
  { publicUrl, secondFactors }: Parts,
  boundTo: string,
  answer: string,
): Promise<AssertionResult> {
  const response = Assertion.safeParse(answer);
  const passkey = response.success ? await secondFactors.passkeys.find(response.data.id) : undefined;
  if (!response.success || !passkey) return { type: 'wrong' };
  const { personId, publicKey, transports } = passkey;
  const { userHandle } = response.data.response;
  if (userHandle !== undefined && userHandle !== handleOf(personId).toString('base64url')) return { type: 'wrong' };
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response.data,
    expectedChallenge: (challenge) => secondFactors.challenges.consume(challenge, boundTo),
    expectedOrigin: new URL(publicUrl).origin,
    expectedRPID: new URL(publicUrl).hostname,
    // The statement that stores the counter also compares it, so that concurrent uses are detected.
    credential: { id: passkey.id, publicKey: new Uint8Array(publicKey), counter: 0, transports: [...transports] },
    requireUserVerification: true,
  }).catch(() => ({ verified: false as const, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return { type: 'wrong' };
  const isOne = await secondFactors.passkeys.used(passkey.id, authenticationInfo.newCounter);
  return isOne ? { type: 'right', personId } : { type: 'cloned', personId };
}

/** The user handle: the person's id, which reveals no name. */
const handleOf = (personId: string): Buffer => Buffer.from(personId.replaceAll('-', ''), 'hex');

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]*$/);
const json = z
  .string()
  .max(12_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  });
const credential = {
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
};
const Assertion = json.pipe(
  z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(4_000),
      authenticatorData: base64url(4_000),
      signature: base64url(8_000),
      userHandle: base64url(100)
        .nullish()
        .transform((handle) => handle ?? undefined),
    }),
  }),
);
const Creation = json.pipe(
  z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(4_000),
      attestationObject: base64url(12_000),
      transports: z.array(z.string().max(32)).max(8).optional(),
    }),
  }),
);
