/** Dead letters, invariants, people, security events, and the caller's own data. */
import type { OperationTexts } from './operation-text.ts';
import { at, deadLetter, ids, person, securityEvent } from './sample-data.ts';

export const administration: OperationTexts = {
  listContacts: {
    description:
      'User names and e-mail addresses of up to 100 customers by their ids, or of everybody with an e-mail address or user name. For staff who work on orders; with an issuer of your own there is no such route.',
    response: { items: [{ id: ids.customer, login: 'robin', email: 'robin@example.com' }] },
  },
  listDeadLetters: {
    description:
      'Events that a service could not handle, newest first. `transient` ones are tried again by themselves; `poison` ones wait for somebody. `unavailable` names services that did not answer.',
    response: { items: [deadLetter], unavailable: [] },
  },
  getDeadLetter: {
    description: 'One dead letter with the message as it came, to see what is wrong with it.',
    response: { ...deadLetter, payload: '{"type":"com.mambogo.order.placed.v1","data":{}}' },
  },
  replayDeadLetter: {
    description:
      'Handles the event again, as if it had just come. When that fails it stays waiting, with the new error.',
    response: {
      ...deadLetter,
      status: 'replayed',
      tries: 2,
      settledAt: at.paid,
      settledBy: `merchant:${ids.merchant}`,
    },
  },
  replayDeadLetters: {
    description: 'Handles every waiting event of a service again, oldest first, after its cause was removed.',
    response: { replayed: 12, failed: 1 },
  },
  discardDeadLetter: {
    description: 'Puts an event aside for good, with the reason. It stays listed as discarded.',
    request: { reason: 'A test message of the old system' },
    response: {
      ...deadLetter,
      status: 'discarded',
      reason: 'A test message of the old system',
      settledAt: at.paid,
      settledBy: `merchant:${ids.merchant}`,
    },
  },
  listViolations: {
    description:
      'What the services found in their own books: rules that do not hold, and what has waited past its limit. An empty list is good news.',
    response: { items: [], checkedAt: { order: at.paid, inventory: at.paid }, unavailable: [] },
  },
  listSecurityEvents: {
    description:
      'Log-ins, changes of accounts and refused requests, newest first, for 90 days. `subject` is the person it is about.',
    response: { items: [{ ...securityEvent, subject: ids.customer }] },
  },
  listPeople: {
    description:
      'Accounts, newest first, or those with a whole user name or e-mail address: names are encrypted, so parts are not found.',
    response: { items: [person] },
  },
  getPerson: {
    description: 'One account: its roles, whether it has a second factor, when it was last used.',
    response: person,
  },
  endPersonSessions: {
    description: 'Logs somebody out everywhere. Their sessions and access tokens end within 2 s in every service.',
    response: person,
  },
  setPersonRoles: {
    description:
      'Sets what somebody may do. Tokens with the old roles end within 2 s; the last administrator can not be taken away (422).',
    request: { roles: ['USER', 'ADMIN'] },
    response: { ...person, roles: ['USER', 'ADMIN'] },
  },
  getMe: {
    description: "For a copy of one's data: the caller's account, where it is logged in, and its second factors.",
    response: {
      id: ids.customer,
      login: 'robin',
      email: 'robin@example.com',
      roles: ['USER'],
      createdAt: at.created,
      sessions: [{ device: 'Firefox on Linux', beganAt: at.created, usedAt: at.placed }],
      secondFactors: { passkeys: [], authenticatorApp: true, recoveryCodes: 10 },
    },
  },
  listMySecurityEvents: {
    description:
      "What happened to the caller's own account, newest first, for 90 days. Who of the staff did something is left out.",
    response: { items: [securityEvent] },
  },
};
