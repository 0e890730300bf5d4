/** The error for objects of other owners whose names a shop needs: lists them with their owners and what to do. */
import type { KubeObject } from '../../kube/kube-object.ts';
import { managedBy, storefrontLabel } from '../../labels.ts';
import { ConditionError } from '../status/condition-error.ts';

export function ownershipConflictError(conflicting: readonly KubeObject[], storefront: string): ConditionError {
  const names = conflicting.map((one) => `${one.kind} ${one.metadata.name} (${describeOwner(one)})`).sort();
  const labels = Object.entries(ownershipLabels(storefront)).map(([name, value]) => `${name}=${value}`);
  return new ConditionError(
    'NameTaken',
    `${names.join(', ')}: not owned by this Storefront, left unchanged. Rename or delete it, or, to have this Storefront ` +
      `take it over, run kubectl label --overwrite ${labels.join(' ')}`,
  );
}

function describeOwner({ metadata }: KubeObject): string {
  const { ownerReferences = [], labels = {} } = metadata;
  const controller = ownerReferences.find((one) => one.controller);
  if (controller) return `of ${controller.kind} ${controller.name}`;
  if (labels[storefrontLabel]) return `of Storefront ${labels[storefrontLabel]}`;
  const manager = labels['app.kubernetes.io/managed-by'];
  return manager ? `managed by ${manager}` : 'no known owner';
}

/** Labels of every object of a Storefront. */
export const ownershipLabels = (storefront: string): Record<string, string> => ({
  ...managedBy,
  [storefrontLabel]: storefront,
});
