/**
 * The stages of a reconciliation. Each applies its objects and reports whether they work. Data waits for stores; services wait
 * for their data to be migrated and are left unchanged meanwhile; the ingress opens once services are ready.
 */
import { type KubeObject, keyOf, type ObjectReference, referenceTo } from '../kube/kube-object.ts';
import type { ObservedState } from '../kube/observed-state.ts';
import { componentLabel } from '../labels.ts';
import { applyObjects } from './apply/apply-objects.ts';
import { deleteReplacedAutoscalers } from './apply/delete-replaced-autoscalers.ts';
import { hibernate } from './apply/hibernate.ts';
import { stopForRestore, stopUsersOfLostStores } from './apply/stop-services.ts';
import { applyIngress } from './ingress/apply-ingress.ts';
import { requireInstalledKinds, withoutMissingMonitors } from './installed-kinds.ts';
import { sidecarMissingMessage } from './pods/diagnose-pods.ts';
import type { StageContext } from './stage-context.ts';
import { ConditionError } from './status/condition-error.ts';
import {
  type Condition,
  type ConditionType,
  conditionFalse,
  conditionTrue,
  conditionUnknown,
  type StageType,
  stageTypes,
} from './status/conditions.ts';

export interface StagesResult {
  readonly conditions: readonly Condition[];
  /** Names of Jobs that have completed and are still desired. */
  readonly completedJobs: readonly string[];
}

export async function runStages(context: StageContext): Promise<StagesResult> {
  const { foundation, stores, setup, migrations, services, ingress: edge } = context.desired.objects;
  const conditions = new Map<StageType, Condition>();
  const completed = new Set(context.completedJobs);
  const ready = (type: StageType) => conditions.get(type)?.status === 'True';
  const runStage = async (type: StageType, task: () => Promise<Condition>) => {
    try {
      conditions.set(type, await task());
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      conditions.set(type, conditionFalse(type, error.reason, error.message));
    }
  };

  await runStage('SecretsReady', async () => {
    requireInstalledKinds(context, foundation);
    await applyObjects(context, foundation);
    const { pending: awaited } = context.desired.model.certificates;
    if (awaited.length > 0) {
      const names = awaited.map((store) => `${context.desired.model.storefront}-${store}-tls`).join(', ');
      return conditionFalse(
        'SecretsReady',
        'Progressing',
        `waiting for cert-manager to issue ${names}: see kubectl describe certificate`,
      );
    }
    const until = context.desired.certificatesExpireOn;
    const certificates = until ? `; store certificates are renewed well before ${until}` : '';
    return conditionTrue('SecretsReady', 'Applied', `credentials, accounts and network policies exist${certificates}`);
  });
  if (!ready('SecretsReady')) return toResult(conditions, completed);

  if (context.desired.model.hibernated) {
    for (const condition of await hibernate(context)) conditions.set(condition.type as StageType, condition);
    return toResult(conditions, completed);
  }
  await runStage('StoresReady', async () => {
    await applyObjects(context, stores);
    return workloadsReady(context, 'StoresReady', stores, 'every store is ready');
  });
  await runStage('DataReady', async () => {
    if (context.switching) return stopForRestore(context, context.switching, services);
    if (context.lostStores.length > 0)
      return conditionFalse('DataReady', 'DataLost', 'nothing is set up on an empty store: see StoresReady');
    for (const [objects, subject] of [
      [setup, 'databases and topics'],
      [migrations, 'migrations'],
    ] as const) {
      const pending = pendingJobs(context, objects, completed);
      if (pending.length > 0 && !ready('StoresReady')) return conditionUnknown('DataReady', 'waiting for the stores');
      await applyObjects(context, [...objects.filter(({ kind }) => kind !== 'Job'), ...pending]);
      const condition = checkJobs(context, pending, completed, subject);
      if (condition) return condition;
    }
    return conditionTrue('DataReady', 'Prepared', 'databases, topics and their rights are set up for this version');
  });
  await runStage('ServicesReady', async () => {
    if (context.lostStores.length > 0) return stopUsersOfLostStores(context, services);
    if (!ready('DataReady')) return conditionUnknown('ServicesReady', 'waiting for databases and topics');
    const installed = withoutMissingMonitors(context, services);
    requireInstalledKinds(context, installed);
    await deleteReplacedAutoscalers(context, installed);
    await applyObjects(context, installed);
    return workloadsReady(context, 'ServicesReady', installed, 'every service is ready');
  });
  await runStage('IngressReady', async () => {
    if (!ready('ServicesReady') && !context.wasExposed)
      return conditionUnknown('IngressReady', 'waiting for the services');
    if (context.holdsIngress !== undefined && !context.wasExposed)
      return conditionUnknown('IngressReady', context.holdsIngress);
    requireInstalledKinds(context, edge);
    return applyIngress(context, edge);
  });
  return toResult(conditions, completed);
}

function toResult(conditions: ReadonlyMap<StageType, Condition>, completed: ReadonlySet<string>): StagesResult {
  return {
    conditions: stageTypes.map(
      (type) => conditions.get(type) ?? conditionUnknown(type, 'waiting for an earlier stage'),
    ),
    completedJobs: [...completed].sort(),
  };
}

const stateOf = (context: StageContext, reference: ObjectReference): ObservedState | undefined =>
  context.cache.entriesOf(context.storefrontKey).get(keyOf(reference))?.state;

export function workloadsReady(
  context: StageContext,
  type: ConditionType,
  objects: readonly KubeObject[],
  message: string,
): Condition {
  const waiting = objects
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    .flatMap((object) => {
      const state = stateOf(context, referenceTo(object));
      const component = object.metadata.labels?.[componentLabel] ?? object.metadata.name;
      const diagnosis = context.diagnose(component);
      if (state?.ready && diagnosis !== sidecarMissingMessage) return [];
      const rejection = context.podRejection(component);
      const text = diagnosis ?? rejection?.message ?? state?.message ?? 'is being created';
      return [{ text: `${component}: ${text}`, stuck: diagnosis !== undefined, rejectedReason: rejection?.reason }];
    });
  if (waiting.length === 0) return conditionTrue(type, 'Available', message);
  const rejectedReason = waiting.find((one) => one.rejectedReason)?.rejectedReason;
  return conditionFalse(
    type,
    waiting.some(({ stuck }) => stuck) ? 'Stuck' : (rejectedReason ?? 'Progressing'),
    waiting.map(({ text }) => text).join('; '),
  );
}

/** Jobs that are still to run or running. Completed Jobs that are no longer desired are removed from the set. */
function pendingJobs(context: StageContext, objects: readonly KubeObject[], completed: Set<string>): KubeObject[] {
  const { setup, migrations } = context.desired.objects;
  const requested = new Set(
    [...setup, ...migrations].filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.name),
  );
  for (const name of context.desired.otherJobs) requested.add(name);
  for (const name of completed) if (!requested.has(name)) completed.delete(name);
  return objects.filter(({ kind, metadata }) => kind === 'Job' && !completed.has(metadata.name));
}

function checkJobs(
  context: StageContext,
  jobs: readonly KubeObject[],
  completed: Set<string>,
  subject: string,
): Condition | undefined {
  const waiting: string[] = [];
  let rejectedReason: string | undefined;
  let stuck = false;
  for (const job of jobs) {
    const { name, namespace } = job.metadata;
    const state = stateOf(context, referenceTo(job));
    const component = job.metadata.labels?.[componentLabel] ?? '';
    const rejection = context.podRejection(component);
    const diagnosis = context.diagnose(component);
    const reason = diagnosis ?? rejection?.message;
    if (state?.failed) {
      return conditionFalse(
        'DataReady',
        'JobFailed',
        `Job ${name} failed (${reason ?? state.message}): see kubectl logs -n ${namespace} job/${name}; delete the Job to run it again`,
      );
    }
    if (state?.ready) {
      completed.add(name);
      continue;
    }
    rejectedReason ??= rejection?.reason;
    stuck ||= diagnosis !== undefined;
    waiting.push(reason ? `${name}: ${reason}` : name);
  }
  if (waiting.length === 0) return undefined;
  const waitReason = stuck ? 'Stuck' : 'Progressing';
  return conditionFalse('DataReady', rejectedReason ?? waitReason, `${subject}: ${waiting.join('; ')}`);
}
