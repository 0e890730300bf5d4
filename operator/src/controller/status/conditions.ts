/** Conditions of a Storefront, with messages that change only when the result does. Pure. */

import { podRejectionReasons } from '../pods/pod-rejections.ts';

export interface Condition {
  readonly type: ConditionType;
  readonly status: 'True' | 'False' | 'Unknown';
  /** CamelCase, for machines. */
  readonly reason: string;
  /** For people: what is wrong and what to do. */
  readonly message: string;
}

export interface StatusCondition extends Condition {
  readonly observedGeneration: number;
  readonly lastTransitionTime: string;
}

/** In the order they are reached; all components' conditions come after the summaries. */
export const stageTypes = ['SecretsReady', 'StoresReady', 'DataReady', 'ServicesReady', 'IngressReady'] as const;
export type StageType = (typeof stageTypes)[number];
/** Conditions that summarize the others: matches the spec, serves, is being changed, waits for a person. */
export const summaryTypes = ['Ready', 'Available', 'Progressing', 'Stalled'] as const;
export type SummaryType = (typeof summaryTypes)[number];
/** Conditions named for a problem exist while they are True. */
export type ConditionType =
  | SummaryType
  | 'Accepted'
  | 'FieldsSupported'
  | 'Honoured'
  | 'FieldConflict'
  | 'DataLost'
  | 'Reachable'
  | 'InvariantsHold'
  | 'SchemaRegistryReady'
  | 'Upgraded'
  | 'CredentialsRotated'
  | 'ReplicasReady'
  | 'BackedUp'
  | 'MailConfigured'
  | StageType;

/** Deprecated names, published beside the present ones as long as v1alpha1 is served (decision 62). Written by `toConditions` only. */
const formerNames: Partial<Readonly<Record<ConditionType, ConditionType>>> = { FieldsSupported: 'Honoured' };

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

/** Reasons that may resolve by themselves for a while: a node, a volume, an image, a gateway controller may be on its way, a server away. */
const transientReasons: ReadonlySet<string> = new Set([
  ...['Stuck', 'RouteNotAccepted', 'AnsweredByAnother', 'GatewayNotFound', 'ReadFailed'],
  ...podRejectionReasons,
]);
/** Reason of the stages of a shop that sleeps on purpose (`spec.hibernated`): neither a fault nor work to be done. */
export const hibernatedReason = 'Hibernated';

/** Of the last stage that hibernates: the shop sleeps as a whole. */
export const isHibernated = ({ type, reason }: Condition): boolean =>
  type === 'StoresReady' && reason === hibernatedReason;

export const isConditionTrue = (conditions: readonly Condition[], type: ConditionType): boolean =>
  conditions.some((condition) => condition.type === type && condition.status === 'True');

export const isTransientReason = (reason: string): boolean => transientReasons.has(reason);

/** The conditions as they are stored: each that was renamed is followed by a copy under its former name. */
export function toConditions(
  before: readonly StatusCondition[],
  conditions: readonly Condition[],
  observedGeneration: number,
  now: string,
): StatusCondition[] {
  return conditions.flatMap((condition) => {
    const formerName = formerNames[condition.type];
    const known = before.find(({ type }) => type === condition.type) ?? before.find(({ type }) => type === formerName);
    const lastTransitionTime = known?.status === condition.status ? known.lastTransitionTime : now;
    const message = condition.message.slice(0, 4_000);
    const stored = { ...condition, message, observedGeneration, lastTransitionTime };
    return formerName ? [stored, { ...stored, type: formerName }] : [stored];
  });
}

/** Conditions whose status or reason changed: each gets an Event. Conditions that only repeat another are left out. */
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

/** Indicates a problem: False for most types, True for those named for a problem. */
export const isAbnormal = ({ type, status }: Condition): boolean =>
  hasNegativePolarity(type) || type === 'Stalled' ? status === 'True' : type !== 'Progressing' && status === 'False';
