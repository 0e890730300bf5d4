/**
 * The condition `Reachable`: whether a shop's public URL leads to its gateway. Probed in the background, at intervals, one
 * request at a time per shop:
 *
 * - True: its gateway responded.
 * - False: something else responded, several times in a row: the ingress controller does not know the host (404), it can't reach
 *   a gateway (502 to 504), or it is another shop.
 * - Unknown: no response, which from inside a cluster may happen for a shop that everybody else reaches; or there is no result
 *   yet.
 */

import type { Condition, StatusCondition } from '../status/conditions.ts';
import { type BackgroundCheck, createBackgroundCheck, healthyIntervalMs } from './background-check.ts';
import { type ProbeResult, probePublicUrl } from './probe-public-url.ts';

export interface ReachabilityCheck extends Pick<BackgroundCheck<PublicEndpoint>, 'forget'> {
  /** Same contract as BackgroundCheck. */
  check(
    key: string,
    endpoint: PublicEndpoint,
    before: StatusCondition | undefined,
  ): { condition: Condition; recheckAfter: number };
}

export interface PublicEndpoint {
  readonly publicUrl: string;
  /** Address of the ingress, as its controller wrote it into the status. */
  readonly address?: string;
  /** Services are ready, and an ingress is in place. */
  readonly open: boolean;
}

/** Milliseconds until a probe that just started may have a result. */
const resultExpectedAfter = 2_000;
/** Negative results in a row before the condition turns False: an ingress controller sees a new Ingress a moment later. */
const failureThreshold = 3;

/** @param options.unhealthyIntervalMs until the next probe after a negative result */
export function createReachabilityCheck({
  probe = probePublicUrl,
  now = Date.now,
  unhealthyIntervalMs = 5_000,
}: {
  probe?: typeof probePublicUrl;
  now?: () => number;
  unhealthyIntervalMs?: number;
} = {}): ReachabilityCheck {
  const check = createBackgroundCheck({
    initialCondition: {
      type: 'Reachable',
      status: 'Unknown',
      reason: 'Waiting',
      message: 'the public URL has not been probed yet',
    },
    /** Negative results in a row. */
    initialState: 0,
    resultExpectedAfter,
    async probe({ publicUrl, address }: PublicEndpoint, before) {
      const result = await probeWithFallback(probe, publicUrl, address);
      const failures = result.from === 'other' && isConclusive(result) ? before + 1 : 0;
      const belowThreshold = failures > 0 && failures < failureThreshold;
      return {
        condition: belowThreshold ? undefined : reachableCondition(publicUrl, address, result),
        state: failures,
        recheckAfter: failures > 0 ? unhealthyIntervalMs * Math.min(failures, 6) : healthyIntervalMs,
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

/** Tries the address of the ingress first: the public address often can't be reached from inside the cluster. */
async function probeWithFallback(
  probe: typeof probePublicUrl,
  publicUrl: string,
  address?: string,
): Promise<ProbeResult> {
  try {
    const first = address ? await probe(publicUrl, address) : undefined;
    if (first && first.from !== 'nobody') return first;
    return isLoopback(publicUrl) ? { from: 'nobody', reason: 'it is a loopback address' } : await probe(publicUrl);
  } catch (error) {
    return { from: 'nobody', reason: error instanceof Error ? error.name : 'Error' };
  }
}

/** In the operator's pod, loopback is the operator itself. */
const isLoopback = (publicUrl: string): boolean =>
  /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(new URL(publicUrl).hostname);

/** @param hasIngress the shop has an ingress, but probing is disabled */
export const reachabilityNotChecked = (hasIngress: boolean): Condition => ({
  type: 'Reachable',
  status: 'Unknown',
  reason: 'NotChecked',
  message: hasIngress
    ? 'probing of public URLs is disabled for this operator (CHECK_PUBLIC_URL)'
    : 'the spec has no ingress: how the Service is exposed is not known',
});

/** Other responses may come from something in front of the shop on purpose: a log-in, a page that redirects. */
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
      ? `${endpoint} could not be reached from the operator's pod (${result.reason}): the cluster's network may not allow it; otherwise check the ingress controller`
      : `the status of the Ingress or route has no address, and ${publicUrl} could not be reached from the operator's pod (${result.reason})`;
    return { type, status: 'Unknown', reason: address ? 'NoAnswer' : 'NoAddress', message };
  }
  const { status, location } = result;
  if (!isConclusive(result)) {
    const message = `${endpoint} returned ${status}, sent by something in front of the shop`;
    return { type, status: 'Unknown', reason: 'AnsweredByAnother', message };
  }
  const causes =
    status === 404
      ? 'an ingress controller that does not know the host: check that it watches this Ingress (class and namespace)'
      : status === 308
        ? `a shop whose address is ${location}: find out what else uses this host`
        : 'a proxy that cannot reach the gateway: check the ingress controller, and that network policies admit it';
  const reason = status === 404 || status === 308 ? 'AnsweredByAnother' : 'GatewayNotFound';
  return { type, status: 'False', reason, message: `${endpoint} returned ${status}, sent by ${causes}` };
}
