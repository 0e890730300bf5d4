/**
 * Brings one Storefront one step nearer to what it says, from whatever is there. It can be ended after any write and begun
 * again: everything it knows is in the cluster. Answers after how many milliseconds to look again.
 */
import type { KubeObject, OwnerReference } from '../kube/kube-object.ts';
import { recordEvent } from '../kube/record-event.ts';
import type { ShopModel } from '../model/shop-model.ts';
import { type ConditionType, type Finding, found, stageTypes, unknown } from './conditions.ts';
import { explainPods } from './explain-pods.ts';
import type { FieldConflicts } from './field-conflicts.ts';
import { lostFinding } from './lost-data.ts';
import { observeShop } from './observe-shop.ts';
import { partStatuses } from './part-statuses.ts';
import { pruneObjects } from './prune-objects.ts';
import type { ReconcilerSettings } from './reconciler-settings.ts';
import { currencyOf } from './refuse-moved-data.ts';
import { refusedPods } from './refused-pods.ts';
import { replaceBarePods } from './replace-bare-pods.ts';
import { replacePlainMembers } from './replace-plain-members.ts';
import { replaceUnboundClaims } from './replace-unbound-claims.ts';
import { autoscaledWorkloads } from './replicas.ts';
import { NothingResolved, type Resolved, resolveDesiredShop } from './resolve-desired-shop.ts';
import { type ShopStatus, statusOf } from './shop-status.ts';
import { runStages } from './stages.ts';
import { conclude } from './tell.ts';
import type { Turn } from './turn.ts';

/**
 * While something is under way or in the way; when all is well but pods are too young to be judged; when all is well; and when
 * all is well with Secrets of others, or an object is left to another manager for now.
 */
const pauses = { soon: 3_000, unsettled: 8_000, nowAndThen: 600_000, external: 60_000 } as const;

export async function bringAbout(
  settings: ReconcilerSettings,
  key: string,
  storefront: KubeObject,
  memory: Pick<Turn, 'conflicts' | 'loadRecord'>,
): Promise<number> {
  const before = { ...statusOf(storefront), observedGeneration: storefront.metadata.generation ?? 0 };
  const turn: Turn = { ...settings, ...memory, key, storefront, before, owner: ownerOf(storefront) };
  try {
    return await advance(turn, await resolveDesiredShop(turn));
  } catch (error) {
    if (!(error instanceof NothingResolved)) throw error;
    const rest = stageTypes
      .filter((type) => type !== error.finding.type)
      .map((type) => unknown(type, 'waits for an earlier stage'));
    await conclude(settings, storefront, before, [...error.before, error.finding, ...rest]);
    return pauses.soon;
  }
}

async function advance(turn: Turn, resolved: Resolved): Promise<number> {
  const { client, cache, key, storefront, before, owner, conflicts } = turn;
  const { desired, record, claims, dataState } = resolved;
  const { namespace = '', name } = storefront.metadata;
  // Also of a shop that is ready: a pod that lost its sidecar on the way says that it is.
  const { reasons, unsettled, newest, addresses, emptied } = await explainPods(client, namespace, name);
  const { stores, setup, migrations, services } = desired.objects;
  const allWork = [...cache.entriesOf(key).values()].every(({ state }) => state.ready);
  const idle = allWork ? [] : [...stores, ...setup, ...migrations, ...services];
  const refusals = await refusedPods(client, namespace, idle, newest);
  const result = await runStages({
    client,
    cache,
    storefrontKey: key,
    record,
    conflicts,
    autoscaled: await autoscaledWorkloads(client, namespace),
    owner,
    desired,
    completedJobs: before.completedJobs ?? [],
    lost: dataState.lost,
    wasOpen: isTrue(before.conditions, 'IngressReady') || isTrue(before.conditions, 'Available'),
    explain: (part) => reasons.get(part),
    refusal: (part) => refusals.get(part),
    onDrift({ kind, metadata }, takenOut) {
      const what = takenOut.length > 0 ? `; taken out: ${takenOut.join(', ')}` : '';
      const message = `${kind} ${metadata.name} was not as applied, and is again${what}`;
      void recordEvent(client, storefront, { type: 'Normal', reason: 'DriftRepaired', message });
    },
  });
  const fought = conflictsFound(conflicts);
  const allTrue = fought.length === 0 && result.findings.every(({ status }) => status === 'True');
  // What replaces the old may not work yet; only a shop that does lets go of what it no longer needs.
  if (allTrue) await pruneObjects(client, cache, key, desired.objects, record);
  await record.save(client, owner);
  await replaceBarePods(client, storefront, result.findings);
  await replacePlainMembers(client, desired.model, result.findings);
  await replaceUnboundClaims(client, storefront, desired.objects.stores, result.findings);

  const dataReady = isTrue(result.findings, 'DataReady');
  const { publicUrl } = desired.model;
  const status: ShopStatus = {
    ...before,
    url: publicUrl,
    acceptedGeneration: resolved.generation,
    currency: dataReady ? currencyOf(resolved.storefront) : before.currency,
    rootFingerprint: resolved.root.fingerprint,
    completedJobs: result.completedJobs,
    ...partStatuses(desired.model, {
      entries: cache.entriesOf(key),
      explanations: new Map([...[...refusals].map(([part, { message }]) => [part, message] as const), ...reasons]),
      claims,
      before: dataState.data,
      lost: dataState.lost,
      emptied,
      storesReady: isTrue(result.findings, 'StoresReady'),
      dataReady,
      servicesReady: isTrue(result.findings, 'ServicesReady'),
    }),
  };
  const stages = result.findings.map((one) =>
    one.type === resolved.refusal?.type ? resolved.refusal : resolved.root.deleting ? withRootDeleting(one) : one,
  );
  const observed = observeShop(turn, desired, addresses, result.findings);
  const findings = [...resolved.findings, ...lostFinding(dataState.lost), ...stages, ...observed.findings, ...fought];
  await conclude(turn, storefront, status, findings, desired.model);
  for (const store of dataState.accepted) {
    const message = `the loss of the data of ${store} was accepted: it is set up again`;
    await recordEvent(client, storefront, { type: 'Normal', reason: 'DataLossAccepted', message });
  }
  if (!result.findings.every((one) => one.status === 'True')) return pauses.soon;
  if (desired.model.stores.some(({ plainToo }) => plainToo)) return pauses.soon;
  const waits = resolved.refusal !== undefined || fought.length > 0;
  const rest = waits || hangsOnOthers(desired.model) ? pauses.external : pauses.nowAndThen;
  return Math.min(unsettled ? pauses.unsettled : rest, observed.again);
}

function conflictsFound(conflicts: FieldConflicts): Finding[] {
  const texts = conflicts.open().map(([key, managers]) => {
    const [kind, , name] = key.split('/');
    return `${kind} ${name}: ${managers.join(', ')}`;
  });
  if (texts.length === 0) return [];
  const message = `left as another field manager has it, which set it again after each of several repairs: ${texts.join('; ')}. End that, or change the Storefront instead`;
  return [found('FieldConflict', 'FieldConflict', message)];
}

/** The shop works as before, so it is no obstacle; but the Secret can't be kept for ever. */
const withRootDeleting = (finding: Finding): Finding =>
  finding.type === 'SecretsReady' && finding.status === 'True'
    ? found(
        'SecretsReady',
        'RootSecretDeleting',
        'the root Secret was deleted and is kept by its finalizer only: export it, take the finalizer off, and import it again',
      )
    : finding;

/** Secrets of others, and IngressClasses, are not watched: they are looked at again and again. */
const hangsOnOthers = ({ external, certificates, providerSecret: provider, edge }: ShopModel): boolean =>
  external.size > 0 ||
  provider !== undefined ||
  certificates.issuer !== undefined ||
  Boolean(edge.ingress?.className ?? edge.ingress?.tlsSecretName);

const isTrue = (findings: readonly Finding[], type: ConditionType): boolean =>
  findings.some((finding) => finding.type === type && finding.status === 'True');

const ownerOf = ({ apiVersion, kind, metadata }: KubeObject): OwnerReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid ?? '',
  controller: true,
});
