/** Parses a Storefront from YAML; errors name the invalid field and the reason. */
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { Storefront } from './storefront.ts';

/** Each of `problems` is one line such as `spec.hosts[0]: a host name, such as shop.example.com`. */
export class InvalidStorefront extends Error {
  readonly problems: readonly string[];
  constructor(source: string, problems: readonly string[]) {
    super(`${source} is not a valid Storefront: ${problems.join('; ')}`);
    this.name = 'InvalidStorefront';
    this.problems = problems;
  }
}

/** @param source name of the text for messages, such as its file name */
export function parseStorefront(text: string, source: string): Storefront {
  const document = parseDocument(text);
  const first = document.errors[0];
  if (first) throw new InvalidStorefront(source, [first.message.split('\n')[0]?.replace(/:$/, '') ?? 'not YAML']);
  const parsed = parseStorefrontObject(document.toJS());
  if (Array.isArray(parsed)) throw new InvalidStorefront(source, parsed);
  return parsed;
}

/** The Storefront, or its problems: one line per field. */
export function parseStorefrontObject(value: unknown): Storefront | string[] {
  const parsed = Storefront.safeParse(value, { reportInput: true });
  return parsed.success ? parsed.data : parsed.error.issues.flatMap(describe);
}

function describe(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${field([...issue.path, key])}: unknown field`);
  }
  const ofType = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (ofType && issue.input === undefined) return [`${field(issue.path)}: missing`];
  return [`${field(issue.path)}: ${issue.message}`];
}

const field = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'the file'
    : path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at > 0 ? '.' : ''}${String(key)}`)).join('');
