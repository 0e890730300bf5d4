/**
 * GET /api/v1/admin/operations: asks the instances of every service at the same time and returns what they say. Callers share one
 * report for two seconds, so however many pages are open, the services are asked no more often.
 */
import { getOperations, type OperationsReport } from '@mambogo/contracts/api/operations.ts';
import { cached } from '@mambogo/metrics/cached.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { readInstanceFacts } from '@mambogo/service/operations/instance-facts.ts';
import type { Context } from '../context.ts';
import { createInstanceReports } from './ask-instances.ts';
import { nameRegistry } from './name-registry.ts';

type Reported = Pick<Context, 'name' | 'settings' | 'sidecar' | 'revocations' | 'redis'>;

const sharedForMs = 2_000;

export const operationsRoute = (context: Reported) => {
  const report = cached(sharedForMs, createReport(context));
  return handleRoute(getOperations, async () => ({ status: 200, body: await report() }));
};

function createReport({ name, settings, sidecar, revocations, redis }: Reported): () => Promise<OperationsReport> {
  const registry = nameRegistry(settings.NAMES_FILE);
  const askInstances = createInstanceReports(sidecar);
  const problems = () => [
    revocations.degradedReason(),
    redis.status === 'ready' ? undefined : 'Redis does not respond: each gateway counts rate limits alone',
  ];

  /** This instance reports itself: a gateway can't be called by its sidecar. */
  async function ownPart(addresses: readonly string[]) {
    const facts = { ...(await readInstanceFacts({ meter, problems })), answeredAt: new Date().toISOString() };
    return { service: name, appId: settings.APP_ID, addresses: [...addresses], instances: [facts], silent: 0 };
  }

  return async () => {
    let error: string | undefined;
    const addressesOf = (appId: string) =>
      registry.addressesOf(appId).catch((failure: unknown) => {
        error = failure instanceof Error ? failure.message : String(failure);
        return [];
      });
    const services = await Promise.all([
      addressesOf(settings.APP_ID).then(ownPart),
      ...Object.entries(settings.PEERS).map(async ([service, appId]) =>
        askInstances({ service, appId, addresses: await addressesOf(appId) }),
      ),
    ]);
    return {
      at: new Date().toISOString(),
      services,
      registry: { kind: registry.kind, error },
      links: { trace: settings.TRACE_PAGE, dashboards: settings.DASHBOARDS_PAGE, runbooks: settings.RUNBOOKS_PAGE },
    };
  };
}
