/** The state of a service, from the report of its instances and the gateway's circuit breakers. Pure. */
import type { OperatedService, OperationsReport } from '@mambogo/contracts/api/operations.ts';

/** `down`: no instance answers; `partly`: some do not; `degraded`: all answer, and something is wrong. */
export type ServiceState = 'ok' | 'degraded' | 'partly' | 'down';

export interface JudgedService extends OperatedService {
  readonly state: ServiceState;
  /** Of the gateway's calls to it; undefined: never called. */
  readonly breaker: 'closed' | 'half-open' | 'open' | undefined;
  readonly problems: readonly string[];
}

export function judgeServices({ services }: OperationsReport): JudgedService[] {
  const gateway = services.find(({ service }) => service === 'gateway')?.instances[0];
  return services.map((service) => {
    const breaker = gateway?.breakers.find(({ peer }) => peer === service.service)?.state;
    const ownBreakers = service.service === 'gateway' ? [] : service.instances.flatMap(({ breakers }) => breakers);
    const problems = [
      ...new Set(service.instances.flatMap((instance) => instance.problems)),
      ...ownBreakers.flatMap(({ peer, state }) => (state === 'closed' ? [] : [`${peer}: ${state}`])),
    ];
    return { ...service, breaker, problems, state: stateOf(service, problems, breaker) };
  });
}

function stateOf(
  { instances, silent }: OperatedService,
  problems: readonly string[],
  breaker: JudgedService['breaker'],
): ServiceState {
  if (instances.length === 0) return 'down';
  if (silent > 0) return 'partly';
  return problems.length > 0 || (breaker !== undefined && breaker !== 'closed') ? 'degraded' : 'ok';
}
