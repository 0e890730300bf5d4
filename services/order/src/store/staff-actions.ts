/** What staff did to orders and wrote about customers (without the text), as sources of the trail of all services. */
import type { StaffActionSource } from '@mambogo/messaging/audit/staff-action-log.ts';

/** The conditions are those of partial indexes (migrations/0012-growth.ts). */
export const staffActionSources: readonly StaffActionSource[] = [
  {
    types: 'order.',
    sql: `select 'order/' || order_id || '/' || lpad(version::text, 9, '0') as id, at, 'order.' || type as type, 'order' as kind,
        order_id::text as subject, actor, cause, trace_id, data
      from order_event where actor like 'merchant:%'`,
  },
  {
    types: 'staff.note-added',
    sql: `select 'order/note/' || id as id, at, 'staff.note-added' as type,
        case when order_id is null then 'customer' else 'order' end as kind, coalesce(order_id, customer_id)::text as subject,
        'merchant:' || author as actor, null::text as cause, null::text as trace_id, jsonb_build_object('noteId', id) as data
      from staff_note`,
  },
];
