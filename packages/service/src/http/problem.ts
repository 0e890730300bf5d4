/** An error a client can act on. Thrown anywhere, turned into problem+json in exactly one place (error-middleware.ts). */
import { type ProblemBody, type ProblemSlug, problemBase, problemTypes } from '@mambogo/contracts/problem-types.ts';
import type { z } from 'zod';
import { truncateInput } from './truncate-input.ts';

export interface FieldError {
  /** JSON Pointer into the body, or `?name` for a query parameter, `{name}` for a path parameter, a header's name. */
  readonly pointer: string;
  readonly detail: string;
}

export class Problem extends Error {
  readonly slug: ProblemSlug;
  /** Extension members, e.g. old and new lines of price-changed. */
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

  /** The body by RFC 9457. */
  toBody(instance: string, traceId?: string): ProblemBody {
    const { status, title } = problemTypes[this.slug];
    return {
      type: problemBase + this.slug,
      title,
      status,
      detail: truncateInput(this.message, maxTextLength),
      instance: truncateInput(instance, maxTextLength),
      ...(traceId ? { traceId } : {}),
      ...this.extra,
    };
  }
}

/** Maximum length of a detail or an instance, which may quote what a client sent. */
const maxTextLength = 500;
/** Maximum number of errors in a response. */
const maxErrors = 20;

/** The problem for input that does not match its schema. */
export function validationProblem(error: z.ZodError, pointer: (path: PropertyKey[]) => string): Problem {
  const issues = error.issues.flatMap((issue): { path: PropertyKey[]; detail: string }[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], detail: 'unknown' }))
      : [{ path: issue.path, detail: issue.message }],
  );
  const errors = issues.slice(0, maxErrors).map(
    ({ path, detail }): FieldError => ({
      pointer: pointer(path.map((part) => (typeof part === 'string' ? truncateInput(part) : part))),
      detail: truncateInput(detail, maxTextLength),
    }),
  );
  const first = errors[0];
  return new Problem('validation', first ? `${first.pointer}: ${first.detail}` : 'not valid', {
    errors,
    ...(issues.length > maxErrors ? { errorsInAll: issues.length } : {}),
  });
}

export const bodyPointer = (path: PropertyKey[]): string =>
  path.length === 0 ? '' : `/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
