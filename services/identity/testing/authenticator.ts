/** A software authenticator (WebAuthn): creates ES256 credentials and signs with them as a test requires. */
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { publicUrl } from './start-identity.ts';

export interface SignOptions {
  readonly origin?: string;
  /** Default: one more than the last. */
  readonly counter?: number;
  readonly isVerified?: boolean;
}

/** @param rpId the relying party it expects */
export function createAuthenticator(rpId: string = new URL(publicUrl).hostname) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  let count = 0;
  let userHandle = '';

  const authenticatorData = (isVerified: boolean, counter: number, credential?: Buffer): Buffer => {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter);
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (credential ? 0x40 : 0);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counted, credential ?? Buffer.alloc(0)]);
  };
  const clientData = (type: string, challenge: string, origin: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const answer = (response: object): string =>
    JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });

  return {
    id: id.toString('base64url'),
    /** Responds to the creation options of a page. */
    create(page: string, { origin = publicUrl, isVerified = true }: SignOptions = {}): string {
      const { challenge, user } = optionsIn(page, 'create');
      userHandle = user?.id ?? '';
      const key = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ]);
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const data = authenticatorData(isVerified, 0, credential);
      // {"fmt": "none", "attStmt": {}, "authData": bytes}
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ]);
      return answer({
        clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    /** Responds to the request options of a page. */
    sign(page: string, { origin = publicUrl, counter = count + 1, isVerified = true }: SignOptions = {}): string {
      count = counter;
      const data = authenticatorData(isVerified, counter);
      const client = clientData('webauthn.get', optionsIn(page, 'get').challenge, origin);
      const signature = createSign('sha256').update(data).update(sha256(client)).sign(privateKey);
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle,
      });
    },
  };
}

interface Options {
  readonly challenge: string;
  readonly user?: { readonly id: string };
  readonly allowCredentials?: readonly { readonly id: string }[];
}

/** The options in a form of passkey-form.ts. */
export function optionsIn(page: string, kind: 'get' | 'create'): Options {
  const text = new RegExp(`data-passkey="${kind}" data-options="([^"]+)"`).exec(page)?.[1];
  if (!text) throw new Error(`the page has no form for passkeys: ${page}`);
  return JSON.parse(text.replaceAll('&#34;', '"')) as Options;
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
