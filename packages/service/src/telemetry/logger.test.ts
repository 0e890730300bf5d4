import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contact } from '@mambogo/contracts/api/contacts.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { createLogger } from './logger.ts';
import { createSecurityEvents, securityEvent } from './security-event.ts';

const contact: Contact = { id: newId(), login: 'robin', email: 'robin@example.com' };
const logger = createLogger('order', 'silent');

test('accepts ids and errors as fields, but no personal data', () => {
  logger.warn({ event: 'order.example', customer: contact.id, err: new Error('no') }, 'an example');
  // @ts-expect-error: an e-mail address
  logger.warn({ event: 'order.example', email: contact.email }, 'an example');
  // @ts-expect-error: a login, further down
  logger.info({ event: 'order.example', customers: [contact] }, 'an example');
});

test('accepts the same in security events', () => {
  const securityEvents = createSecurityEvents(logger);
  const failed = { code: 'login.failed', outcome: 'failure' } as const;
  securityEvent({ securityEvents }, { ...failed, subject: contact.id, detail: { by: 'password' } });
  // @ts-expect-error: a login
  securityEvent({ securityEvents }, { ...failed, subject: contact.login });
  // @ts-expect-error: not a field of security events
  securityEvent({ securityEvents }, { ...failed, who: contact.id });
  assert.equal(securityEvents.counts()[0]?.count, 3);
  securityEvents.flush();
});
