/**
 * The condition `Reachable`: whether a shop's public URL leads to its gateway. Asked beside reconciling, now and then, one
 * request at a time for each shop:
 *
 * - True: its gateway answered.
 * - False: somebody else did, each of several times: nothing is known there (404), what leads there finds no gateway (502 to
 *   504), or it is another shop.
 * - Unknown: nobody answered, which from inside a cluster may be so for a shop that everybody reaches; or it is not known yet.
 */

import type { Condition, StatusCondition } from '../status/conditions.ts';
import { type BackgroundCheck, createBackgroundCheck, healthyIntervalMs } from './background-check.ts';
import { type ProbeResult, probePublicUrl } from './probe-public-url.ts';

export interface ReachabilityCheck extends Pick<BackgroundCheck<PublicEndpoint>, 'forget'> {
  /** As a BackgroundCheck does. */
  check(
    key: string,
    endpoint: PublicEndpoint,
    before: StatusCondition | undefined,
  ): { condition: Condition; recheckAfter: number };
}

export interface PublicEndpoint {
  readonly publicUrl: string;
  /** Of the ingress, as its controller has written it down. */
  readonly address?: string;
  /** Services are ready, and something leads to them. */
  readonly open: boolean;
}

/** Milliseconds: until an answer that was just asked for may be there, and after one that counts against it. */
const intervals = { resultExpected: 2_000, unhealthy: 5_000 } as const;
/** Answers of others in a row before they are believed: an ingress controller hears of a new Ingress a moment later. */
const failureThreshold = 3;

export function createReachabilityCheck({
  probe = probePublicUrl,
  now = Date.now,
}: {
  probe?: typeof probePublicUrl;
  now?: () => number;
} = {}): ReachabilityCheck {
  const check = createBackgroundCheck({
    initialCondition: {
      type: 'Reachable',
      status: 'Unknown',
      reason: 'Waiting',
      message: 'the public URL was not asked yet',
    },
    /** Answers of others in a row. */
    initialState: 0,
    resultExpectedAfter: intervals.resultExpected,
    async probe({ publicUrl, address }: PublicEndpoint, before) {
      const result = await probeWithFallback(probe, publicUrl, address);
      const failures = result.from === 'other' && isConclusive(result) ? before + 1 : 0;
      const belowThreshold = failures > 0 && failures < failureThreshold;
      return {
        condition: belowThreshold ? undefined : reachableCondition(publicUrl, address, result),
        state: failures,
        recheckAfter: failures > 0 ? intervals.unhealthy * Math.min(failures, 6) : healthyIntervalMs,
      };
    },
    now,
  });
  return {
    forget: check.forget,
    check: (key, endpoint, before) =>
      check.check(key, endpoint.open ? endpoint : undefined, before, `${endpoint.publicUrl} ${endpoint.address}`),
  };
}

/** At the address of the ingress first: the public one can often not be reached from inside. */
async function probeWithFallback(
  probe: typeof probePublicUrl,
  publicUrl: string,
  address?: string,
): Promise<ProbeResult> {
  try {
    const first = address ? await probe(publicUrl, address) : undefined;
    if (first && first.from !== 'nobody') return first;
    return isLoopback(publicUrl) ? { from: 'nobody', reason: 'it is of each machine itself' } : await probe(publicUrl);
  } catch (error) {
    return { from: 'nobody', reason: error instanceof Error ? error.name : 'Error' };
  }
}

/** In the operator's pod that is the operator itself. */
const isLoopback = (publicUrl: string): boolean =>
  /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(new URL(publicUrl).hostname);

/** @param hasIngress something is to lead to the shop, and the operator is told not to ask it */
export const reachabilityNotChecked = (hasIngress: boolean): Condition => ({
  type: 'Reachable',
  status: 'Unknown',
  reason: 'NotChecked',
  message: hasIngress
    ? 'this operator is told not to ask public URLs (CHECK_PUBLIC_URL)'
    : 'no ingress is asked for: what leads to the Service is not known',
});

/** Others than these may be of something that stands before a shop on purpose: a log-in, a page that leads on. */
const isConclusive = ({ status, location }: { status: number; location?: string }): boolean =>
  [404, 502, 503, 504].includes(status) || (status === 308 && location !== undefined);

/** Pure. */
export function reachableCondition(publicUrl: string, address: string | undefined, result: ProbeResult): Condition {
  const type = 'Reachable';
  const endpoint = address ? `${publicUrl} at ${address}` : publicUrl;
  if (result.from === 'gateway')
    return { type, status: 'True', reason: 'GatewayAnswers', message: `${publicUrl} leads to the gateway` };
  if (result.from === 'nobody') {
    const message = address
      ? `${endpoint} could not be asked from here (${result.reason}): that may be the cluster's network, and otherwise see the ingress controller`
      : `no address was written into the status of the Ingress or route, and ${publicUrl} could not be asked from here (${result.reason})`;
    return { type, status: 'Unknown', reason: address ? 'NoAnswer' : 'NoAddress', message };
  }
  const { status, location } = result;
  if (!isConclusive(result)) {
    const message = `${endpoint} is answered with ${status} by what stands before the shop`;
    return { type, status: 'Unknown', reason: 'AnsweredByAnother', message };
  }
  const causes =
    status === 404
      ? 'an ingress controller that does not know the host: does it look after this Ingress (its class, its namespace)?'
      : status === 308
        ? `a shop whose address is ${location}: who else has this host?`
        : 'what leads there finds no gateway: see the ingress controller, and whether network policies let it in';
  const reason = status === 404 || status === 308 ? 'AnsweredByAnother' : 'GatewayNotFound';
  return { type, status: 'False', reason, message: `${endpoint} is answered with ${status} by ${causes}` };
}
