/**
 * What a shop should be: what its newest spec says, or, while that is refused, what the last accepted one said. A refusal is
 * no standstill: the accepted shop is kept up, and a condition says what is wrong with the newest spec.
 */
import { parseStorefrontObject } from '../api/parse-storefront.ts';
import type { Storefront } from '../api/storefront.ts';
import { isForbidden } from '../kube/api-error.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { digestOf } from '../kube/object-digest.ts';
import { notBuilt, withoutEffect } from '../model/beyond-this-release.ts';
import { presentServices, storesOf } from '../model/store-model.ts';
import { adminSecret } from './admin-secret.ts';
import type { AppliedRecord } from './applied-record.ts';
import { type ConditionType, type Finding, found, missing } from './conditions.ts';
import { acceptStorefront, type DesiredShop, desiredShop, madeWithOf, refuseOtherData } from './desired-shop.ts';
import { claimsByPart } from './grow-volumes.ts';
import { type DataState, dataState } from './lost-data.ts';
import { Obstacle } from './obstacle.ts';
import { providerSecret } from './provider-secret.ts';
import { fingerprintOf, rootSecret } from './root-secret.ts';
import type { Turn } from './turn.ts';

export interface Resolved {
  readonly storefront: Storefront;
  readonly desired: DesiredShop;
  readonly record: AppliedRecord;
  readonly claims: ReadonlyMap<string, readonly KubeObject[]>;
  readonly dataState: DataState;
  readonly root: { readonly fingerprint: string; readonly deleting: boolean };
  /** Generation of the spec this is made from. */
  readonly generation: number;
  readonly findings: readonly Finding[];
  /** What is wrong with a newer spec. */
  readonly refusal?: Finding;
}

/** Nothing can be known to be wanted: the condition that says so, and what was found before. */
export class NothingResolved extends Error {
  readonly finding: Finding;
  readonly before: readonly Finding[];
  constructor(finding: Finding, before: readonly Finding[]) {
    super(finding.message);
    this.finding = finding;
    this.before = before;
  }
}

/** @throws NothingResolved */
export async function resolveDesiredShop(turn: Turn): Promise<Resolved> {
  const { storefront } = turn;
  const { generation = 0 } = storefront.metadata;
  try {
    const resolved = await resolve(turn, storefront, generation);
    resolved.record.accept({ generation, spec: storefront.spec });
    return resolved;
  } catch (error) {
    if (!(error instanceof NothingResolved)) throw error;
    const accepted = await lastAccepted(turn);
    if (!accepted || digestOf(accepted.spec) === digestOf(storefront.spec)) throw error;
    const resolved = await resolve(turn, { ...storefront, spec: accepted.spec }, accepted.generation).catch(
      (reason: unknown) => {
        throw reason instanceof NothingResolved ? error : reason;
      },
    );
    const message = `${error.finding.message}. What generation ${accepted.generation} said is kept up meanwhile`;
    const refusal = { ...error.finding, message };
    const findings = resolved.findings.map((one) => (one.type === refusal.type ? refusal : one));
    return { ...resolved, findings, refusal };
  }
}

/** Without a record, or the right to read it, there is none. */
const lastAccepted = async ({ loadRecord }: Turn) => {
  try {
    return (await loadRecord()).accepted();
  } catch (error) {
    if (error instanceof Obstacle || isForbidden(error)) return undefined;
    throw error;
  }
};

async function resolve(turn: Turn, storefront: KubeObject, generation: number): Promise<Resolved> {
  const { client, facts, before, owner, loadRecord } = turn;
  const { namespace = '', name } = storefront.metadata;
  const findings: Finding[] = [];
  const step = async <T>(type: ConditionType, work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error;
      const finding = missing(error.type ?? type, error.reason, error.message);
      throw new NothingResolved(
        finding,
        findings.filter((one) => one.type !== finding.type),
      );
    }
  };
  const accepted = await step('Accepted', () => acceptStorefront(storefront));
  await step('Accepted', () => refuseNotBuilt(turn, accepted));
  const claims = await step('SecretsReady', () => {
    requireReadable(turn);
    return claimsByPart(client, namespace, name);
  });
  await step('Accepted', () => refuseOtherData(client, accepted, before, claims));
  findings.push(...acceptedFindings(accepted));
  const stores = storesOf(accepted, presentServices(accepted), madeWithOf(before));
  const data = dataState(accepted, stores, before.data ?? [], claims);
  const record = await step('SecretsReady', loadRecord);
  const wasThere = before.conditions.some(({ type, status }) => type === 'SecretsReady' && status === 'True');
  const { root, deleting } = await step('SecretsReady', () =>
    rootSecret(client, namespace, name, {
      inUse: wasThere || claims.size > 0,
      fingerprint: before.rootFingerprint,
      held: turn.rightsOutliveNamespaces,
    }),
  );
  const known = {
    ...facts,
    adminSecret: await step('SecretsReady', () => adminSecret(client, accepted)),
    providerSecret: await step('SecretsReady', () => providerSecret(client, accepted)),
  };
  const desired = await step('StoresReady', () => desiredShop(client, accepted, owner, root, madeWithOf(data), known));
  return {
    storefront: accepted,
    desired,
    record,
    claims,
    dataState: data,
    root: { fingerprint: fingerprintOf(root), deleting },
    generation,
    findings,
  };
}

/**
 * A field without effect is refused where it is new. A shop that has it from before goes on: it is in the last accepted spec, or
 * the operator of an earlier release, which kept none, took it.
 */
async function refuseNotBuilt(turn: Turn, storefront: Storefront): Promise<void> {
  const notes = notBuilt(storefront);
  if (notes.length === 0) return;
  const accepted = await lastAccepted(turn);
  const before = accepted && parseStorefrontObject({ ...storefront, spec: accepted.spec });
  const known = before && !Array.isArray(before) ? notBuilt(before).map(({ field }) => field) : [];
  const named = turn.before.conditions.find(({ type }) => type === 'Honoured')?.message ?? '';
  const fresh = notes.filter(({ field }) => !known.includes(field) && (accepted || !named.includes(`${field} `)));
  if (fresh.length === 0) return;
  throw new Obstacle('NotSupported', fresh.map(({ field, message }) => `${field} ${message}`).join('; '));
}

function acceptedFindings(storefront: Storefront): Finding[] {
  const notes = withoutEffect(storefront).map(({ field, message }) => `${field} ${message}`);
  return [
    found('Accepted', 'Valid', 'the spec is valid and this operator carries its version'),
    notes.length === 0
      ? found('Honoured', 'Whole', 'every field has its effect')
      : missing('Honoured', 'FieldsWithoutEffect', notes.join('; ')),
  ];
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
