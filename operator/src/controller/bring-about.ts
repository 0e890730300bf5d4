/**
 * Brings one Storefront one step nearer to what it says, from whatever is there. It can be ended after any write and begun
 * again: everything it knows is in the cluster. Answers after how many milliseconds to look again.
 */
import type { KubeObject, OwnerReference } from '../kube/kube-object.ts';
import { recordEvent } from '../kube/record-event.ts';
import { withoutEffect } from '../model/beyond-this-release.ts';
import type { ShopModel } from '../model/shop-model.ts';
import { adminSecret } from './admin-secret.ts';
import type { AppliedRecord } from './applied-record.ts';
import { type ConditionType, type Finding, found, missing, stageTypes, unknown } from './conditions.ts';
import { acceptStorefront, type DesiredShop, desiredShop } from './desired-shop.ts';
import { explainPods } from './explain-pods.ts';
import { Obstacle } from './obstacle.ts';
import { partStatuses } from './part-statuses.ts';
import { providerSecret } from './provider-secret.ts';
import { pruneObjects } from './prune-objects.ts';
import type { ReconcilerSettings } from './reconcile.ts';
import { replaceBarePods } from './replace-bare-pods.ts';
import { replacePlainMembers } from './replace-plain-members.ts';
import { replaceUnboundClaims } from './replace-unbound-claims.ts';
import { rootSecret } from './root-secret.ts';
import { type ShopStatus, statusOf } from './shop-status.ts';
import { runStages } from './stages.ts';
import { conclude } from './tell.ts';

/**
 * While something is under way or in the way; when all is well but pods are too young to be judged; when all is well; and when
 * all is well with Secrets of others.
 */
const pauses = { soon: 3_000, unsettled: 8_000, nowAndThen: 600_000, external: 60_000 } as const;

interface Turn extends ReconcilerSettings {
  readonly key: string;
  readonly storefront: KubeObject;
  readonly before: ShopStatus;
  readonly owner: OwnerReference;
  loadRecord(): Promise<AppliedRecord>;
}

export async function bringAbout(
  settings: ReconcilerSettings,
  key: string,
  storefront: KubeObject,
  loadRecord: () => Promise<AppliedRecord>,
): Promise<number> {
  const before = { ...statusOf(storefront), observedGeneration: storefront.metadata.generation ?? 0 };
  const turn: Turn = { ...settings, key, storefront, before, owner: ownerOf(storefront), loadRecord };
  const told: Finding[] = [];
  try {
    return await advance(turn, await prepare(turn, told), told);
  } catch (error) {
    if (!(error instanceof PreparationFailed)) throw error;
    const rest = stageTypes
      .filter((type) => type !== error.type)
      .map((type) => unknown(type, 'waits for an earlier stage'));
    const findings = [...told, missing(error.type, error.obstacle.reason, error.obstacle.message), ...rest];
    await conclude(settings, storefront, before, findings);
    return pauses.soon;
  }
}

/** Nothing could be wanted yet: the condition that says so, and why. */
class PreparationFailed extends Error {
  readonly type: ConditionType;
  readonly obstacle: Obstacle;
  constructor(type: ConditionType, obstacle: Obstacle) {
    super(obstacle.message);
    this.type = type;
    this.obstacle = obstacle;
  }
}

interface Prepared {
  readonly desired: DesiredShop;
  readonly record: AppliedRecord;
}

/** What should be; `told` gets what was found out on the way. */
async function prepare(turn: Turn, told: Finding[]): Promise<Prepared> {
  const { client, facts, storefront, before, owner } = turn;
  const step = async <T>(type: ConditionType, work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof Obstacle ? new PreparationFailed(type, error) : error;
    }
  };
  const accepted = await step('Accepted', () => acceptStorefront(storefront));
  const notes = withoutEffect(accepted);
  told.push(
    found('Accepted', 'Valid', 'the spec is valid and this operator carries its version'),
    notes.length === 0
      ? found('Honoured', 'Whole', 'every field has its effect')
      : missing('Honoured', 'FieldsWithoutEffect', notes.map(({ field, message }) => `${field} ${message}`).join('; ')),
  );
  const { namespace = '', name } = storefront.metadata;
  const record = await step('SecretsReady', () => {
    requireReadable(turn);
    return turn.loadRecord();
  });
  const root = await step('SecretsReady', () => rootSecret(client, namespace, name, was(before, 'SecretsReady')));
  const madeWith = new Map((before.data ?? []).map((part) => [part.name, part]));
  const known = {
    ...facts,
    adminSecret: await step('SecretsReady', () => adminSecret(client, accepted)),
    providerSecret: await step('SecretsReady', () => providerSecret(client, accepted)),
  };
  const desired = await step('StoresReady', () => desiredShop(client, accepted, owner, root, madeWith, known));
  return { desired, record };
}

/** Without knowing what is there nothing is made: it might be there already. */
function requireReadable({ cache, storefront }: Turn): void {
  const { namespace = '' } = storefront.metadata;
  const [first] = cache.unread(namespace);
  if (!first) return;
  throw new Obstacle(
    'Forbidden',
    `the operator can't read what is in ${namespace} (${first.message}): name it in the chart's namespaces, which gives it its Role`,
  );
}

async function advance(turn: Turn, { desired, record }: Prepared, told: readonly Finding[]): Promise<number> {
  const { client, cache, key, storefront, before, owner } = turn;
  const { namespace = '', name } = storefront.metadata;
  // Also of a shop that is ready: a pod that lost its sidecar on the way says that it is.
  const { reasons, unsettled } = await explainPods(client, namespace, name);
  const result = await runStages({
    client,
    cache,
    storefrontKey: key,
    record,
    owner,
    desired,
    completedJobs: before.completedJobs ?? [],
    wasOpen: was(before, 'IngressReady'),
    explain: (part) => reasons.get(part),
    onDrift: ({ kind, metadata }) =>
      void recordEvent(client, storefront, {
        type: 'Normal',
        reason: 'DriftRepaired',
        message: `${kind} ${metadata.name} was not as applied, and is again`,
      }),
  });
  // What replaces the old may not work yet; only a shop that does lets go of what it no longer needs.
  if (result.findings.every(({ status }) => status === 'True')) {
    await pruneObjects(client, cache, key, desired.objects, record);
  }
  await record.save(client, owner);
  await replaceBarePods(client, storefront, result.findings);
  await replacePlainMembers(client, desired.model, result.findings);
  await replaceUnboundClaims(client, storefront, desired.objects.stores, result.findings);

  const { publicUrl, version } = desired.model;
  const status = {
    ...before,
    url: publicUrl,
    completedJobs: result.completedJobs,
    ...partStatuses(desired.model, cache.entriesOf(key), reasons, isTrue(result.findings, 'ServicesReady')),
  };
  const ready = await conclude(turn, storefront, status, [...told, ...result.findings], version);
  if (!ready || desired.model.stores.some(({ plainToo }) => plainToo)) return pauses.soon;
  if (unsettled) return pauses.unsettled;
  return hangsOnOthers(desired.model) ? pauses.external : pauses.nowAndThen;
}

/** Secrets of others are not watched: what is in them is looked at again and again. */
const hangsOnOthers = ({ external, certificates, providerSecret: provider }: ShopModel): boolean =>
  external.size > 0 || provider !== undefined || certificates.issuer !== undefined;

const isTrue = (findings: readonly Finding[], type: ConditionType): boolean =>
  findings.some((finding) => finding.type === type && finding.status === 'True');
const was = ({ conditions }: ShopStatus, type: ConditionType): boolean => isTrue(conditions, type);

const ownerOf = ({ apiVersion, kind, metadata }: KubeObject): OwnerReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid ?? '',
  controller: true,
});
