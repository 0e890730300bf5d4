/**
 * Judges what a request says, before anybody acts on it (src/threats). What scores the profile's threshold or more is logged,
 * by rule and place and never by what was sent, and refused where the profile refuses. What has more than is inspected is a 400
 * in every profile. Of bodies, JSON and forms are looked at.
 */
import type { IncomingMessage } from 'node:http';
import { loggedAs } from '@mambogo/service/address-range.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { RequestHandler } from 'express';
import { pathOf } from '../arrival/check-address.ts';
import { contentType } from '../arrival/known-content.ts';
import type { Context } from '../context.ts';
import { type Passage, passageOf } from '../edge/passage.ts';
import { assessRequest, type BodyFields, type RequestParts } from '../threats/assess-request.ts';
import { type Exceeded, inspectionLimits } from '../threats/inspection-budget.ts';

export const detectThreats =
  ({ rules, logger, metrics }: Pick<Context, 'rules' | 'logger' | 'metrics'>): RequestHandler =>
  (request, _response, next) => {
    const { threshold, refuse } = rules.threats;
    const passage = passageOf(request);
    const type = contentType(request);
    const fields = fieldsOf(passage);
    const body = bodyOf(type, passage.body);
    const found = assessRequest({ ...headOf(request), ...(body && { body }), ...(fields && { fields }) });
    if (found.exceeded) throw tooMuch(found.exceeded);
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

const tooMuch = (what: Exceeded) => new Problem('validation', advice[what]);

/** What there was too much of, and what to do about it. */
const advice: Readonly<Record<Exceeded, string>> = {
  values: `a request may have ${inspectionLimits.values} different values and names that are not plain ids, and ${inspectionLimits.entries} in all: send the rest in further requests`,
  steps: 'the texts of this request are too long to be inspected: shorten them, or send them in several requests',
};

/** Which fields of the route's body are staff's own words, known only after its scopes were checked; callbacks are providers' texts. */
function fieldsOf({ target, caller }: Passage): BodyFields | undefined {
  const route = target?.route;
  if (!route) return undefined;
  return {
    unscored: caller ? (route.staffText ?? []) : [],
    multiLine: route.rawBody ? 'all' : (route.multiLine ?? []),
  };
}

/** The largest honest body, ten thousand characters of a description, each escaped. An order is 2 KB. */
const inspectedBytes = 65_536;

const isInspected = (type: string): boolean =>
  type === 'application/json' || type === 'application/x-www-form-urlencoded';

function headOf({ method = '', url = '', headers }: IncomingMessage): Omit<RequestParts, 'body'> {
  const path = pathOf(url);
  return { method, path, query: url.slice(path.length + 1), headers };
}

function bodyOf(type: string | undefined, body: Buffer | undefined): RequestParts['body'] {
  if (!type || !body || !isInspected(type)) return undefined;
  if (body.length > inspectedBytes && !body.subarray(inspectedBytes).every(isBlank)) throw tooMuch('steps');
  return { type, text: body.toString('utf8', 0, inspectedBytes) };
}

/** What may stand around JSON. */
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
