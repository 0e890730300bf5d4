/** What is up in a Storefront, what is not, and why: read from its status. Pure. */
import { field, fieldList, fieldNumber, fieldText, type KubeObject } from '@mambogo/operator/kube/kube-object.ts';

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface Component {
  readonly name: string;
  readonly kind: 'service' | 'store';
  readonly ready: boolean;
  /** Ready pods, where the operator counts them. */
  readonly pods?: number;
  readonly version?: string;
  /** For a store: embedded or external, and the size of its volumes. */
  readonly storage?: string;
  readonly message?: string;
}

export interface StorefrontReport {
  readonly namespace: string;
  readonly name: string;
  readonly phase: string;
  readonly url?: string;
  readonly version?: string;
  /** Set while the newest spec is not in force: why. */
  readonly rejected?: string;
  readonly components: readonly Component[];
  /** Conditions that need attention, most important first. */
  readonly problems: readonly Condition[];
  /** Conditions that could not be checked, or not yet. */
  readonly unknown: readonly Condition[];
}

/** True is bad here; everywhere else, True is good. */
const badWhenTrue = ['Stalled', 'DataLost', 'FieldConflict'];
/** These repeat what others say in detail, or the former name of another one. */
const summaries = ['Ready', 'Progressing', 'Honoured'];

export function reportStorefront({ metadata, status }: KubeObject): StorefrontReport {
  const conditions = fieldList(status, 'conditions').map(readCondition);
  const accepted = conditions.find(({ type }) => type === 'Accepted');
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    phase: metadata.deletionTimestamp ? 'Deleting' : (fieldText(status, 'phase') ?? 'Not processed yet'),
    url: fieldText(status, 'url'),
    version: fieldText(status, 'version'),
    rejected: accepted?.status === 'False' ? accepted.message : undefined,
    components: [
      ...fieldList(status, 'services').map((one) => readComponent(one, 'service')),
      ...fieldList(status, 'data').map((one) => readComponent(one, 'store')),
    ],
    problems: conditions.filter(needsAttention).sort((one, other) => urgency(other) - urgency(one)),
    unknown: conditions.filter(({ type, status }) => status === 'Unknown' && !summaries.includes(type)),
  };
}

/** A Storefront that no operator has seen has no conditions at all. */
export const isProcessed = ({ status }: KubeObject): boolean => fieldList(status, 'conditions').length > 0;

const needsAttention = ({ type, status }: Condition): boolean =>
  badWhenTrue.includes(type) ? status === 'True' : !summaries.includes(type) && status === 'False';

const urgency = ({ type }: Condition): number => {
  if (type === 'Stalled') return 2;
  return badWhenTrue.includes(type) ? 1 : 0;
};

const readCondition = (condition: unknown): Condition => ({
  type: fieldText(condition, 'type') ?? '',
  status: fieldText(condition, 'status') ?? '',
  reason: fieldText(condition, 'reason') ?? '',
  message: fieldText(condition, 'message') ?? '',
  since: fieldText(condition, 'lastTransitionTime') ?? '',
});

const readComponent = (component: unknown, kind: Component['kind']): Component => {
  const source = fieldText(component, 'source');
  const pods = field(component, 'replicas') ?? field(component, 'members');
  return {
    name: fieldText(component, 'name') ?? '',
    kind,
    ready: field(component, 'ready') === true,
    pods: pods === undefined ? undefined : fieldNumber({ pods }, 'pods'),
    version: fieldText(component, 'version'),
    storage: [source, fieldText(component, 'storage') ?? fieldText(component, 'server')].filter(Boolean).join(' '),
    message: fieldText(component, 'message'),
  };
};
