/** What is asked of a shop beside reconciling: its public URL, and the standing watches in its pods. */
import { keyOf, referenceTo } from '../kube/kube-object.ts';
import type { Finding } from './conditions.ts';
import type { DesiredShop } from './desired-shop.ts';
import { invariantsNotChecked, type PodAddresses } from './invariants-hold.ts';
import { notChecked } from './reachability.ts';
import type { Turn } from './turn.ts';

export interface Observed {
  readonly findings: readonly Finding[];
  /** Milliseconds until something new is to be expected. */
  readonly again: number;
}

/** Milliseconds: nothing new is to be expected of what is not asked. */
const never = 600_000;

/**
 * @param stages findings of the stages
 */
export function observeShop(
  turn: Turn,
  desired: DesiredShop,
  addresses: PodAddresses,
  stages: readonly Finding[],
): Observed {
  const reach = reachOf(turn, desired, stages);
  const books = invariantsOf(turn, addresses, stages);
  return { findings: [reach.finding, books.finding], again: Math.min(reach.again, books.again) };
}

function reachOf({ cache, key, before, reachability }: Turn, desired: DesiredShop, stages: readonly Finding[]) {
  const [wayIn] = desired.objects.edge;
  if (!reachability || !wayIn) return { finding: notChecked(wayIn !== undefined), again: never };
  const way = {
    publicUrl: desired.model.publicUrl,
    address: cache.entriesOf(key).get(keyOf(referenceTo(wayIn)))?.state.address,
    open: isTrue(stages, 'ServicesReady') && isTrue(stages, 'IngressReady'),
  };
  return reachability.look(
    key,
    way,
    before.conditions.find(({ type }) => type === 'Reachable'),
  );
}

function invariantsOf({ key, before, invariants }: Turn, addresses: PodAddresses, stages: readonly Finding[]) {
  if (!invariants) return { finding: invariantsNotChecked(), again: never };
  return invariants.look(
    key,
    isTrue(stages, 'ServicesReady') ? addresses : undefined,
    before.conditions.find(({ type }) => type === 'InvariantsHold'),
  );
}

const isTrue = (findings: readonly Finding[], type: Finding['type']): boolean =>
  findings.some((finding) => finding.type === type && finding.status === 'True');
