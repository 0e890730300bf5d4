/**
 * Routes that every service that handles events has for its own part (owner `consumers`): a request that names a service goes to
 * that one; any other is sent to all of them, and what they return is merged. A service that does not respond in time, or not
 * with its part, is named in the merged response. Only if none has a part the request fails: with the rejection of a service if
 * there is one (all check the same token and parameters), else as any request to an upstream that fails.
 */
import { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { Problem, validationProblem } from '@mambogo/service/http/problem.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { z } from 'zod';
import type { Target } from '../pipeline/route-table.ts';
import type { UpstreamResponse } from '../upstreams/read-upstream-response.ts';
import { UpstreamFailure } from '../upstreams/upstream-failure.ts';

/** @returns the target with the named service as its owner, if the request names one */
export function addressConsumer(target: Target, url: string): Target {
  if (target.owner !== 'consumers') return target;
  const named = target.service ?? new URL(url, 'http://gateway').searchParams.get('service');
  if (named === null) return target;
  const service = Consumer.safeParse(named);
  if (!service.success) throw validationProblem(service.error, () => (target.service ? '{service}' : '?service'));
  return { ...target, owner: service.data };
}

export type AskConsumers = (
  ask: (service: Consumer) => Promise<UpstreamResponse>,
  request: { readonly url: string },
  logger: Logger,
) => Promise<UpstreamResponse>;

export interface MergedRoute<P> {
  /** The response of one service, and of all. */
  readonly schema: z.ZodType<P>;
  readonly merge: (parts: readonly P[], query: URLSearchParams, unavailable: Consumer[]) => P;
  readonly reportMissing: (logger: Logger, service: Consumer, err: unknown) => void;
}

type Result<P> = { readonly service: Consumer } & (
  | { readonly part: P }
  | { readonly rejection: UpstreamResponse }
  | { readonly error: unknown }
);

export function askConsumers<P>({ schema, merge, reportMissing }: MergedRoute<P>): AskConsumers {
  return async (ask, { url }, logger) => {
    const results = await Promise.all(
      consumers.map(
        (service): Promise<Result<P>> =>
          ask(service)
            .then((response) =>
              response.statusCode === 200
                ? { service, part: readPart(schema, response) }
                : { service, rejection: response },
            )
            .catch((error: unknown) => ({ service, error })),
      ),
    );
    const parts = results.flatMap((result) => ('part' in result ? [result.part] : []));
    if (parts.length === 0) return rejectionOf(results);
    const missing = results.filter((result) => !('part' in result));
    for (const result of missing) reportMissing(logger, result.service, errorOf(result));
    const merged = merge(
      parts,
      new URL(url, 'http://gateway').searchParams,
      missing.map(({ service }) => service),
    );
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: Buffer.from(JSON.stringify(merged)),
    };
  };
}

/** @throws if the response is not a part, or is too large to be merged */
function readPart<P>(schema: z.ZodType<P>, { body }: UpstreamResponse): P {
  if (Buffer.isBuffer(body)) return schema.parse(JSON.parse(body.toString('utf8')));
  body.destroy();
  throw new Error('the response is too large to be merged');
}

function rejectionOf<P>(results: readonly Result<P>[]): UpstreamResponse {
  for (const result of results) if ('rejection' in result && result.rejection.statusCode < 500) return result.rejection;
  for (const result of results) if ('error' in result && result.error instanceof Problem) throw result.error;
  throw new UpstreamFailure('consumers', 'no service responded', { cause: results.map(errorOf) });
}

function errorOf<P>(result: Result<P>): unknown {
  if ('error' in result) return result.error;
  return 'rejection' in result
    ? new Error(`${result.service} responded with ${result.rejection.statusCode}`)
    : undefined;
}
