/** Stock that staff received or corrected, as a source of the trail of all services. */
import type { StaffActionSource } from '@mambogo/messaging/audit/staff-action-log.ts';

export const staffActionSource: StaffActionSource = {
  types: 'stock.',
  sql: `
  select 'inventory/' || lpad(id::text, 19, '0') as id, at, 'stock.' || type as type, 'product' as kind,
    product_id::text as subject, actor, cause, trace_id,
    jsonb_strip_nulls(jsonb_build_object('quantity', quantity, 'reference', reference, 'reason', reason)) as data
  from stock_movement where actor like 'merchant:%'`,
};
