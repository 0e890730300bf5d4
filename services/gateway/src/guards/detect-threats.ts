/**
 * Scores a request for attack patterns before it is processed (packages/threats). A score at or above the profile's threshold
 * is a security event with rule and location, never with the payload, and is rejected where the profile says so. A request
 * with more content than is inspected is a 400 in every profile. Of bodies, JSON and forms are inspected.
 */
import type { IncomingMessage } from 'node:http';
import { meter } from '@mambogo/metrics/meter.ts';
import { anonymizeAddress } from '@mambogo/service/http/address-range.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import { type Assessment, assessRequest } from '@mambogo/threats/assess-request.ts';
import type { BodyFields, RequestParts } from '@mambogo/threats/decoding/request-parts.ts';
import { type Exceeded, inspectionLimits } from '@mambogo/threats/inspection-budget.ts';
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { contentType } from '../normalize/check-content-type.ts';
import { pathOf } from '../normalize/check-path.ts';
import { type RequestContext, requestContextOf } from '../pipeline/request-context.ts';

type ThreatDependencies = Pick<Context, 'threats' | 'securityEvents'>;

export const detectThreats =
  (context: ThreatDependencies): RequestHandler =>
  (request, _response, next) => {
    const { threshold, refuse } = context.threats();
    const requestContext = requestContextOf(request);
    const type = contentType(request);
    const fields = fieldsOf(requestContext);
    const body = requestBody(type, requestContext.body);
    const found = assessRequest({ ...requestHead(request), ...(body && { body }), ...(fields && { fields }) });
    if (found.exceeded) throw exceededProblem(found.exceeded);
    if (found.score < threshold) return next();
    const action = refuse ? 'refused' : 'logged';
    meter.count('mambogo_gateway_threats_total', { class: found.class ?? 'other', action });
    recordThreat(context, requestContext, found, refuse);
    if (refuse) throw new Problem('threat-detected', 'the request looks like an attack and was not processed');
    next();
  };

/** A threat that is not rejected is recorded with the outcome `failure`. */
function recordThreat(
  context: ThreatDependencies,
  { target, client }: RequestContext,
  found: Assessment,
  refused: boolean,
): void {
  const { score, class: threat = 'other', rule = 'none', matches } = found;
  securityEvent(context, {
    code: 'threat.detected',
    outcome: refused ? 'refused' : 'failure',
    network: anonymizeAddress(client),
    detail: {
      score,
      class: threat,
      rule,
      matches: matches.map((match) => `${match.rule} in ${match.location}`).join(', '),
      route: target?.id ?? 'none',
    },
  });
}

const exceededProblem = (what: Exceeded) => new Problem('validation', advice[what]);

/** What exceeded the limits, and what to do about it. */
const advice: Readonly<Record<Exceeded, string>> = {
  values: `a request may have ${inspectionLimits.values} different values and names that are not plain ids, and ${inspectionLimits.entries} in all: split it into several requests`,
  steps: 'the texts of this request are too long to be inspected: shorten them, or split them into several requests',
};

/** Staff-written fields of the body, known once the scopes were checked, are not scored; callbacks contain providers' texts. */
function fieldsOf({ target, caller }: RequestContext): BodyFields | undefined {
  const route = target?.route;
  if (!route) return undefined;
  return {
    unscored: caller ? (route.staffText ?? []) : [],
    multiLine: route.rawBody ? 'all' : (route.multiLine ?? []),
  };
}

/** The largest legitimate body: a description of ten thousand characters, each escaped. An order is 2 KB. */
const maxInspectedBytes = 65_536;

const isInspected = (type: string): boolean =>
  type === 'application/json' || type === 'application/x-www-form-urlencoded';

function requestHead({ method = '', url = '', headers }: IncomingMessage): Omit<RequestParts, 'body'> {
  const path = pathOf(url);
  return { method, path, query: url.slice(path.length + 1), headers };
}

function requestBody(type: string | undefined, body: Buffer | undefined): RequestParts['body'] {
  if (!type || !body || !isInspected(type)) return undefined;
  if (body.length > maxInspectedBytes && !body.subarray(maxInspectedBytes).every(isBlank))
    throw exceededProblem('steps');
  return { type, text: body.toString('utf8', 0, maxInspectedBytes) };
}

/** Whitespace allowed around JSON. */
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
