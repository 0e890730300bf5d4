/** Conditions of a Storefront: what was found out about it, in a form that changes only when the finding does. Pure. */

import { podRejectionReasons } from '../pods/pod-rejections.ts';

export interface Condition {
  readonly type: ConditionType;
  readonly status: 'True' | 'False' | 'Unknown';
  /** CamelCase, for machines. */
  readonly reason: string;
  /** What a person reads, and can do. */
  readonly message: string;
}

export interface StatusCondition extends Condition {
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

export const conditionTrue = (type: ConditionType, reason: string, message: string): Condition => ({
  type,
  status: 'True',
  reason,
  message,
});
export const conditionFalse = (type: ConditionType, reason: string, message: string): Condition => ({
  type,
  status: 'False',
  reason,
  message,
});
export const conditionUnknown = (type: ConditionType, message: string): Condition => ({
  type,
  status: 'Unknown',
  reason: 'Waiting',
  message,
});

/** Reasons that may pass by themselves for a while: a node, a volume, an image, a gateway controller may be on its way. */
const transientReasons: ReadonlySet<string> = new Set([
  ...['Stuck', 'RouteNotAccepted', 'AnsweredByAnother', 'GatewayNotFound'],
  ...podRejectionReasons,
]);
export const isTransientReason = (reason: string): boolean => transientReasons.has(reason);

export function toConditions(
  before: readonly StatusCondition[],
  conditions: readonly Condition[],
  observedGeneration: number,
  now: string,
): StatusCondition[] {
  return conditions.map((condition) => {
    const known = before.find(({ type }) => type === condition.type);
    const lastTransitionTime = known?.status === condition.status ? known.lastTransitionTime : now;
    return { ...condition, message: condition.message.slice(0, 4_000), observedGeneration, lastTransitionTime };
  });
}

/** Findings whose status or reason is not as before: worth an Event. What only repeats another one is not among them. */
export const changedConditions = (before: readonly StatusCondition[], conditions: readonly Condition[]): Condition[] =>
  conditions.filter((condition) => {
    const { type, status, reason } = condition;
    if (type === 'Progressing' || (type === 'Ready' && status !== 'True')) return false;
    if (type === 'Stalled' && (status !== 'True' || !isTransientReason(reason))) return false;
    const known = before.find((condition) => condition.type === type);
    if (known) return known.status !== status || known.reason !== reason;
    return isAbnormal(condition) || (status === 'False' && type !== 'Available');
  });

export const hasNegativePolarity = (type: ConditionType): boolean => type === 'FieldConflict' || type === 'DataLost';

/** It is not as it should be: False of most, True of those that are named for what is wrong. */
export const isAbnormal = ({ type, status }: Condition): boolean =>
  hasNegativePolarity(type) || type === 'Stalled' ? status === 'True' : type !== 'Progressing' && status === 'False';
