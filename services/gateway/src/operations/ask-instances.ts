/**
 * Asks the instances of one service what they know about themselves. A call by the sidecar reaches one instance, chosen by Dapr's
 * name resolution; with several, more calls are made than there are instances, and one that answered in the last seconds counts
 * as answering even if this round did not reach it.
 */
import { getInstance, type InstanceFacts } from '@mambogo/contracts/api/internal-instance.ts';
import type { OperatedService, ReportedInstance } from '@mambogo/contracts/api/operations.ts';
import { deadlines } from '@mambogo/contracts/deadlines.ts';
import { callRoute, PeerError } from '@mambogo/dapr/call-route.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';

export interface AskedService {
  readonly service: string;
  readonly appId: string;
  readonly addresses: readonly string[];
}

/** At most so many calls per round, however many instances there are. */
const maxCalls = 20;
/** Milliseconds for which an answer counts: three rounds of a page that is open. */
const countsFor = 15_000;

export function createInstanceReports(sidecar: Pick<Sidecar, 'invoke'>) {
  const known = new Map<string, Map<string, ReportedInstance>>();

  const ask = (service: string): Promise<InstanceFacts> =>
    callRoute(sidecar, service, getInstance, {
      timeout: deadlines.part,
      signal: AbortSignal.timeout(deadlines.part),
    });

  return async ({ service, appId, addresses }: AskedService): Promise<OperatedService> => {
    const calls = addresses.length > 1 ? Math.min(2 * addresses.length, maxCalls) : 1;
    const results = await Promise.allSettled(Array.from({ length: calls }, () => ask(service)));
    const now = Date.now();
    const before = known.get(service) ?? new Map<string, ReportedInstance>();
    const answered = new Map<string, ReportedInstance>();
    for (const result of results)
      if (result.status === 'fulfilled')
        answered.set(result.value.instance, { ...result.value, answeredAt: new Date(now).toISOString() });
    // With one instance there is no doubt who did not answer.
    if (addresses.length > 1)
      for (const [name, facts] of before)
        if (!answered.has(name) && now - Date.parse(facts.answeredAt) < countsFor) answered.set(name, facts);
    known.set(service, answered);
    const failure = results.find((result) => result.status === 'rejected');
    const silent = Math.max(0, addresses.length - answered.size);
    return {
      service,
      appId,
      addresses: [...addresses],
      instances: [...answered.values()].sort((a, b) => (a.instance < b.instance ? -1 : 1)),
      silent,
      error: silent > 0 || answered.size === 0 ? describeFailure(failure?.reason) : undefined,
    };
  };
}

/** What the sidecar says, or why it could not be asked. */
function describeFailure(error: unknown): string {
  const text = error instanceof PeerError && error.body ? messageOf(error.body) : causeOf(error);
  return text.slice(0, 300);
}

const causeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && cause.name === 'TimeoutError') return `no answer within ${deadlines.part} ms`;
  return cause instanceof Error ? cause.message : 'no answer';
};

function messageOf(body: string): string {
  try {
    const { message, detail } = JSON.parse(body) as { message?: unknown; detail?: unknown };
    return String(message ?? detail ?? body);
  } catch {
    return body;
  }
}
