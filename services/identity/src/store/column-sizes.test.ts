import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SecurityEventCode } from '@mambogo/contracts/security-events.ts';
import { columnFaults } from '@mambogo/testing/column-sizes.ts';
import { indexedMessageColumns, staffActionColumns } from '@mambogo/testing/messaging/message-columns.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { schema } from './database.ts';

test('the longest text of each schema fits its index', async (t) => {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(drop);
  assert.deepEqual(
    await columnFaults(database, {
      ...indexedMessageColumns,
      'staff_action.subject': 36,
      'staff_action.kind': staffActionColumns['staff_action.kind'],
      'staff_action.actor': staffActionColumns['staff_action.actor'],
      'staff_action_chain.subject': 36,
      'signing_key.kid': 43,
      'oidc_record.model': 40,
      'oidc_record.uid': 43,
      'oidc_record.user_code': 43,
      'oidc_record.grant_id': 43,
      'signed_in.uid': 43,
      'security_event.code': SecurityEventCode,
      'security_event.subject': 36,
    }),
    [],
  );
});
