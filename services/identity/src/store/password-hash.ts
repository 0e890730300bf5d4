/**
 * Passwords at rest: argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane; Password Storage Cheat Sheet), as PHC strings,
 * which contain their parameters. Node hashes on its 4 worker threads: memory stays bounded.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const pattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: message(password), nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = pattern.exec(hash) ?? [];
  if (!salt || !tag) throw new Error('a stored password hash is malformed');
  const expected = Buffer.from(tag, 'base64');
  const given = await derive('argon2id', {
    message: message(password),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(given, expected);
}

/** Deterministic for the same password and salt: finds a person where both are secret. */
export const saltedHash = (password: string, salt: Buffer): Promise<Buffer> =>
  derive('argon2id', { message: message(password), nonce: salt, ...cost });

/** Normalised, so that a password typed on another system gives the same bytes (RFC 8265). */
const message = (password: string): Buffer => Buffer.from(password.normalize('NFC'));
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
