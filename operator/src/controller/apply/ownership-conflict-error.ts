/** The error that names objects of others which have names that a shop's objects need, whose they are and what to do. */
import type { KubeObject } from '../../kube/kube-object.ts';
import { managedBy, storefrontLabel } from '../../labels.ts';
import { ConditionError } from '../status/condition-error.ts';

export function ownershipConflictError(conflicting: readonly KubeObject[], storefront: string): ConditionError {
  const names = conflicting.map((one) => `${one.kind} ${one.metadata.name} (${describeOwner(one)})`).sort();
  const labels = Object.entries(ownershipLabels(storefront)).map(([name, value]) => `${name}=${value}`);
  return new ConditionError(
    'NameTaken',
    `${names.join(', ')}: not this Storefront's, and left as it is. Remove or rename it, or, if the shop is to have it, ` +
      `hand it over: kubectl label --overwrite ${labels.join(' ')}`,
  );
}

function describeOwner({ metadata }: KubeObject): string {
  const { ownerReferences = [], labels = {} } = metadata;
  const controller = ownerReferences.find((one) => one.controller);
  if (controller) return `of ${controller.kind} ${controller.name}`;
  if (labels[storefrontLabel]) return `of Storefront ${labels[storefrontLabel]}`;
  const manager = labels['app.kubernetes.io/managed-by'];
  return manager ? `managed by ${manager}` : 'of nobody who says so';
}

/** Labels of every object of a Storefront. */
export const ownershipLabels = (storefront: string): Record<string, string> => ({
  ...managedBy,
  [storefrontLabel]: storefront,
});
