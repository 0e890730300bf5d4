/** Conditions of a Storefront: what was found out about it, in a form that changes only when the finding does. Pure. */

import { podRefusals } from './refused-pods.ts';

export interface Finding {
  readonly type: ConditionType;
  readonly status: 'True' | 'False' | 'Unknown';
  /** CamelCase, for machines. */
  readonly reason: string;
  /** What a person reads, and can do. */
  readonly message: string;
}

export interface Condition extends Finding {
  readonly observedGeneration: number;
  readonly lastTransitionTime: string;
}

/** In the order they come about, the last of all the parts is the first one reads. */
export const stageTypes = ['SecretsReady', 'StoresReady', 'DataReady', 'ServicesReady', 'IngressReady'] as const;
export type StageType = (typeof stageTypes)[number];
/** What sums up the others: whether it is as the spec says, serves, is being changed, or waits for a person. */
export const summaryTypes = ['Ready', 'Available', 'Progressing', 'Stalled'] as const;
export type SummaryType = (typeof summaryTypes)[number];
/** Those named for what is wrong are there while they are True. */
export type ConditionType =
  | SummaryType
  | 'Accepted'
  | 'Honoured'
  | 'FieldConflict'
  | 'DataLost'
  | 'Reachable'
  | 'InvariantsHold'
  | StageType;

export const found = (type: ConditionType, reason: string, message: string): Finding => ({
  type,
  status: 'True',
  reason,
  message,
});
export const missing = (type: ConditionType, reason: string, message: string): Finding => ({
  type,
  status: 'False',
  reason,
  message,
});
export const unknown = (type: ConditionType, message: string): Finding => ({
  type,
  status: 'Unknown',
  reason: 'Waiting',
  message,
});

/** Reasons that may pass by themselves for a while: a node, a volume, an image, a gateway controller may be on its way. */
const slow: ReadonlySet<string> = new Set([
  ...['Stuck', 'RouteNotAccepted', 'AnsweredByAnother', 'GatewayNotFound'],
  ...podRefusals,
]);
export const mayTakeAWhile = (reason: string): boolean => slow.has(reason);

export function toConditions(
  before: readonly Condition[],
  findings: readonly Finding[],
  observedGeneration: number,
  now: string,
): Condition[] {
  return findings.map((finding) => {
    const known = before.find(({ type }) => type === finding.type);
    const lastTransitionTime = known?.status === finding.status ? known.lastTransitionTime : now;
    return { ...finding, message: finding.message.slice(0, 4_000), observedGeneration, lastTransitionTime };
  });
}

/** Findings whose status or reason is not as before: worth an Event. What only repeats another one is not among them. */
export const news = (before: readonly Condition[], findings: readonly Finding[]): Finding[] =>
  findings.filter((finding) => {
    const { type, status, reason } = finding;
    if (type === 'Progressing' || (type === 'Ready' && status !== 'True')) return false;
    if (type === 'Stalled' && (status !== 'True' || !mayTakeAWhile(reason))) return false;
    const known = before.find((condition) => condition.type === type);
    if (known) return known.status !== status || known.reason !== reason;
    return isWorry(finding) || (status === 'False' && type !== 'Available');
  });

export const isNamedForWorry = (type: ConditionType): boolean => type === 'FieldConflict' || type === 'DataLost';

/** It is not as it should be: False of most, True of those that are named for what is wrong. */
export const isWorry = ({ type, status }: Finding): boolean =>
  isNamedForWorry(type) || type === 'Stalled' ? status === 'True' : type !== 'Progressing' && status === 'False';
