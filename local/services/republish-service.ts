/** Makes a service publish again what its outbox retains. */
import type { ServiceModel } from '@mambogo/operator/model/model.ts';
import { loggedCount, runServiceTask } from './run-service-task.ts';

/** Returns a summary line. */
export async function republishService(service: ServiceModel, since: Date | undefined): Promise<string> {
  const log = await runServiceTask(service, 'republish', since ? ['--since', since.toISOString()] : []);
  const [events, snapshots] = [loggedCount(log, 'events'), loggedCount(log, 'snapshots')];
  return `${service.name}: ${events} events are published again, ${snapshots} current states announced`;
}
