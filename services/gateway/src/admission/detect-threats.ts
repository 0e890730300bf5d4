/**
 * Judges what a request says, before anybody acts on it (src/threats). What scores the profile's threshold or more is logged,
 * by rule and place and never by what was sent, and refused where the profile refuses. Bodies are looked at as far as JSON and
 * forms go; of one larger than `inspectedBytes` its beginning is, and that it goes on counts for itself.
 */
import type { IncomingMessage } from 'node:http';
import { loggedAs } from '@mambogo/service/address-range.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { RequestHandler } from 'express';
import { pathOf } from '../arrival/check-address.ts';
import { contentType } from '../arrival/known-content.ts';
import type { Context } from '../context.ts';
import { passageOf } from '../edge/passage.ts';
import { assessRequest, type RequestParts } from '../threats/assess-request.ts';

export const detectThreats =
  ({ rules, logger, metrics }: Pick<Context, 'rules' | 'logger' | 'metrics'>): RequestHandler =>
  (request, _response, next) => {
    const { threshold, refuse } = rules.threats;
    const passage = passageOf(request);
    const type = contentType(request);
    const found = assessRequest({ ...headOf(request), body: bodyOf(type, passage.body) });
    if (found.score < threshold) return next();
    const action = refuse ? 'refused' : 'logged';
    metrics.threats.inc({ class: found.class ?? 'other', action });
    logger.warn(
      {
        action,
        score: found.score,
        class: found.class,
        rule: found.rule,
        matches: found.matches.map(({ rule, where }) => `${rule} in ${where}`),
        route: passage.target?.id,
        from: loggedAs(passage.client),
      },
      'a request looks like an attack',
    );
    if (refuse) throw new Problem('threat-detected', 'this request looks like an attack; nothing was done');
    next();
  };

/** An order is 2 KB. */
const inspectedBytes = 65_536;

const isInspected = (type: string): boolean =>
  type === 'application/json' || type === 'application/x-www-form-urlencoded';

function headOf({ method = '', url = '', headers }: IncomingMessage): Omit<RequestParts, 'body'> {
  const path = pathOf(url);
  return { method, path, query: url.slice(path.length + 1), headers };
}

const bodyOf = (type: string | undefined, body: Buffer | undefined): RequestParts['body'] =>
  type && isInspected(type) && body ? { type, text: body.toString('utf8', 0, inspectedBytes) } : undefined;
