/** GET /admin/invariants: the violations found by each service's invariant monitor. Unavailable services are listed as such. */
import type { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { type LocalViolations, listLocalViolations } from '@mambogo/contracts/api/internal-invariants.ts';
import { listViolations } from '@mambogo/contracts/api/invariants.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';

const { timeout } = peerCalls.violations;

export const listViolationsApi = (context: Context) =>
  handleRoute(listViolations, async ({ caller }) => {
    const reports = await Promise.all(
      consumers.map(async (service) => ({ service, report: await fetchReport(context, service, caller) })),
    );
    return {
      status: 200,
      body: {
        items: reports.flatMap(({ service, report }) =>
          (report?.violations ?? []).map((violation) => ({ service, ...violation })),
        ),
        checkedAt: Object.fromEntries(
          reports.flatMap(({ service, report }) => (report?.checkedAt ? [[service, report.checkedAt]] : [])),
        ),
        unavailable: reports.filter(({ report }) => !report).map(({ service }) => service),
      },
    };
  });

async function fetchReport(
  { name, invariantMonitor, sidecar, logger }: Context,
  service: Consumer,
  { token }: Caller,
): Promise<LocalViolations | undefined> {
  if (service === name) return invariantMonitor.report();
  return callRoute(sidecar, service, listLocalViolations, { token, timeout }).catch((error: unknown) => {
    logger.warn(
      { event: 'invariant.not_asked', service, err: error },
      'invariant report of a service could not be fetched',
    );
    return undefined;
  });
}
