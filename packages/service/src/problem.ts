/** An error a client can act on. Thrown anywhere, turned into problem+json in exactly one place (problem-response.ts). */
import { type ProblemBody, type ProblemSlug, problemBase, problemTypes } from '@mambogo/contracts/problem-types.ts';
import type { z } from 'zod';

export interface FieldError {
  /** JSON Pointer into the body, or `?name` for a query parameter, `{name}` for a path parameter, a header's name. */
  readonly pointer: string;
  readonly detail: string;
}

export class Problem extends Error {
  readonly slug: ProblemSlug;
  /** Members beside the standard ones, e.g. old and new lines of price-changed. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    slug: ProblemSlug,
    detail: string,
    extra: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'Problem';
    this.slug = slug;
    this.extra = extra;
  }

  get status(): number {
    return problemTypes[this.slug].status;
  }

  /** The body as RFC 9457 has it. */
  toBody(instance: string, traceId?: string): ProblemBody {
    const { status, title } = problemTypes[this.slug];
    return {
      type: problemBase + this.slug,
      title,
      status,
      detail: this.message,
      instance,
      ...(traceId ? { traceId } : {}),
      ...this.extra,
    };
  }
}

/** Unknown fields told of one object: more would tell nothing new. */
const named = 20;

/** The problem for input that fails its schema. */
export function validationProblem(error: z.ZodError, pointer: (path: PropertyKey[]) => string): Problem {
  const errors = error.issues.flatMap((issue): FieldError[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.slice(0, named).map((key) => ({ pointer: pointer([...issue.path, key]), detail: 'unknown' }))
      : [{ pointer: pointer(issue.path), detail: issue.message }],
  );
  const first = errors[0];
  return new Problem('validation', first ? `${first.pointer}: ${first.detail}` : 'not valid', { errors });
}

export const bodyPointer = (path: PropertyKey[]): string =>
  path.length === 0 ? '' : `/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
