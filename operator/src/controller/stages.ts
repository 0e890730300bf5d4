/**
 * The stages of bringing a shop about. Each applies its objects and says whether they work. Data waits for stores; services
 * wait for their data to be in the wanted form, and are left as they are meanwhile; the way in opens once services answer.
 */
import { type KubeObject, keyOf, type ObjectReference, referenceTo } from '../kube/kube-object.ts';
import type { ObservedState } from '../kube/observed-state.ts';
import { partLabel } from '../labels.ts';
import { applyObjects } from './apply-objects.ts';
import { type Finding, found, missing, type StageType, stageTypes, unknown } from './conditions.ts';
import { noSidecar } from './explain-pods.ts';
import { Obstacle } from './obstacle.ts';
import { openIngress } from './open-ingress.ts';
import type { StageRun } from './stage-run.ts';
import { stopServices } from './stop-services.ts';

export interface StagesResult {
  readonly findings: readonly Finding[];
  /** Names of Jobs that are done, and still asked for. */
  readonly completedJobs: readonly string[];
}

export async function runStages(run: StageRun): Promise<StagesResult> {
  const { foundation, stores, setup, migrations, services, edge } = run.desired.objects;
  const findings = new Map<StageType, Finding>();
  const completed = new Set(run.completedJobs);
  const ready = (type: StageType) => findings.get(type)?.status === 'True';
  const stage = async (type: StageType, work: () => Promise<Finding>) => {
    try {
      findings.set(type, await work());
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error;
      findings.set(type, missing(type, error.reason, error.message));
    }
  };

  await stage('SecretsReady', async () => {
    requireKinds(run, foundation);
    await applyObjects(run, foundation);
    const { awaited } = run.desired.model.certificates;
    if (awaited.length > 0) {
      const names = awaited.map((store) => `${run.desired.model.storefront}-${store}-tls`).join(', ');
      return missing(
        'SecretsReady',
        'Progressing',
        `waits for cert-manager to issue ${names}: see kubectl describe certificate`,
      );
    }
    const until = run.desired.certificatesUntil;
    const certificates = until ? `; certificates of stores are renewed well before ${until}` : '';
    return found('SecretsReady', 'Applied', `credentials, accounts and network policies are there${certificates}`);
  });
  if (!ready('SecretsReady')) return finish(findings, completed);

  await stage('StoresReady', async () => {
    await applyObjects(run, stores);
    return workloadsReady(run, 'StoresReady', stores, 'every store answers');
  });
  await stage('DataReady', async () => {
    if (run.lost.length > 0) return missing('DataReady', 'DataLost', 'nothing is set up on an empty store');
    for (const [objects, what] of [
      [setup, 'databases and topics'],
      [migrations, 'migrations'],
    ] as const) {
      const left = jobsLeft(run, objects, completed);
      if (left.length > 0 && !ready('StoresReady')) return unknown('DataReady', 'waits for the stores');
      await applyObjects(run, [...objects.filter(({ kind }) => kind !== 'Job'), ...left]);
      const finding = jobsDone(run, left, completed, what);
      if (finding) return finding;
    }
    return found('DataReady', 'Prepared', 'databases, topics and their rights are as this version wants them');
  });
  await stage('ServicesReady', async () => {
    if (run.lost.length > 0) return stopServices(run, services, run.lost);
    if (!ready('DataReady')) return unknown('ServicesReady', 'waits for the data');
    requireKinds(run, services);
    await applyObjects(run, services);
    return workloadsReady(run, 'ServicesReady', services, 'every service answers');
  });
  await stage('IngressReady', async () => {
    if (!ready('ServicesReady') && !run.wasOpen) return unknown('IngressReady', 'waits for the services');
    requireKinds(run, edge);
    return openIngress(run, edge);
  });
  return finish(findings, completed);
}

function finish(findings: ReadonlyMap<StageType, Finding>, completed: ReadonlySet<string>): StagesResult {
  return {
    findings: stageTypes.map((type) => findings.get(type) ?? unknown(type, 'waits for an earlier stage')),
    completedJobs: [...completed].sort(),
  };
}

const stateOf = (run: StageRun, reference: ObjectReference): ObservedState | undefined =>
  run.cache.entriesOf(run.storefrontKey).get(keyOf(reference))?.state;

function workloadsReady(run: StageRun, type: StageType, objects: readonly KubeObject[], message: string): Finding {
  const waiting = objects
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    .flatMap((object) => {
      const state = stateOf(run, referenceTo(object));
      const part = object.metadata.labels?.[partLabel] ?? object.metadata.name;
      const explained = run.explain(part);
      if (state?.ready && explained !== noSidecar) return [];
      const refusal = run.refusal(part);
      const text = explained ?? refusal?.message ?? state?.message ?? 'is being made';
      return [{ text: `${part}: ${text}`, stuck: explained !== undefined, refused: refusal?.reason }];
    });
  if (waiting.length === 0) return found(type, 'Available', message);
  const refused = waiting.find((one) => one.refused)?.refused;
  return missing(
    type,
    waiting.some(({ stuck }) => stuck) ? 'Stuck' : (refused ?? 'Progressing'),
    waiting.map(({ text }) => text).join('; '),
  );
}

/** Jobs that are still to be done, or to be finished. Whatever is no longer asked for is forgotten. */
function jobsLeft(run: StageRun, objects: readonly KubeObject[], completed: Set<string>): KubeObject[] {
  const { setup, migrations } = run.desired.objects;
  const asked = new Set(
    [...setup, ...migrations].filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.name),
  );
  for (const name of completed) if (!asked.has(name)) completed.delete(name);
  return objects.filter(({ kind, metadata }) => kind === 'Job' && !completed.has(metadata.name));
}

function jobsDone(
  run: StageRun,
  jobs: readonly KubeObject[],
  completed: Set<string>,
  what: string,
): Finding | undefined {
  const waiting: string[] = [];
  let refused: string | undefined;
  for (const job of jobs) {
    const { name, namespace } = job.metadata;
    const state = stateOf(run, referenceTo(job));
    const part = job.metadata.labels?.[partLabel] ?? '';
    const refusal = run.refusal(part);
    const reason = run.explain(part) ?? refusal?.message;
    if (state?.failed) {
      return missing(
        'DataReady',
        'JobFailed',
        `Job ${name} gave up (${reason ?? state.message}): see kubectl logs -n ${namespace} job/${name}; delete the Job to have it tried again`,
      );
    }
    if (state?.ready) {
      completed.add(name);
      continue;
    }
    refused ??= refusal?.reason;
    waiting.push(reason ? `${name}: ${reason}` : name);
  }
  if (waiting.length === 0) return undefined;
  return missing('DataReady', refused ?? 'Progressing', `${what}: ${waiting.join('; ')}`);
}

const remedies = {
  Dapr: 'install Dapr 1.18 (helm repo dapr/dapr, with dapr_sidecar_injector.sidecarDropALLCapabilities=true)',
  'Gateway API': 'install the Gateway API, or use spec.ingress',
  'cert-manager': 'install cert-manager, or leave spec.tls out: the operator then issues the certificates of stores',
} as const;

const missingReasons = { Dapr: 'Dapr', 'Gateway API': 'GatewayAPI', 'cert-manager': 'CertManager' } as const;

/** Kinds that others bring: said before anything of the stage is applied. */
function requireKinds(run: StageRun, objects: readonly KubeObject[]): void {
  for (const { kind, missing: absent } of run.cache.unavailable().values()) {
    if (!absent || !kind.from || !objects.some((object) => object.kind === kind.kind)) continue;
    throw new Obstacle(
      `${missingReasons[kind.from]}Missing`,
      `the cluster knows no ${kind.kind}: ${remedies[kind.from]}`,
    );
  }
}
