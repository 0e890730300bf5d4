/** The condition `FieldConflict`, while another field manager keeps changing objects of the shop. Pure. */
import { type Condition, conditionTrue } from '../status/conditions.ts';
import type { FieldConflicts } from './field-conflicts.ts';

export function fieldConflictConditions(conflicts: FieldConflicts): Condition[] {
  const texts = conflicts.unresolved().map(([key, managers]) => {
    const [kind, , name] = key.split('/');
    return `${kind} ${name}: ${managers.join(', ')}`;
  });
  if (texts.length === 0) return [];
  const message = `another field manager keeps changing fields of this shop and the operator has backed off: ${texts.join('; ')}. Stop that manager, or change the Storefront instead`;
  return [conditionTrue('FieldConflict', 'FieldConflict', message)];
}
