/** Dead letters, invariants, operations, people, security events, and the caller's own data. */
import { currentVersion } from '@mambogo/blueprint/versions.ts';
import type { OperationTexts } from './operation-text.ts';
import { at, deadLetter, ids, person, securityEvent, usd } from './sample-data.ts';

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
  getOperations: {
    description:
      "The instances of all services as Dapr's name resolution has them, and what each says about itself: version, problems, circuit breakers, outbox, inbox, dead letters. The gateway asks all of them at the same time, for a second; `silent` counts those that did not answer. Figures that grow count from the start of the instance.",
    response: {
      at: at.paid,
      services: [
        {
          service: 'order',
          appId: 'flowers-order',
          addresses: ['127.0.0.1:3704'],
          silent: 0,
          instances: [
            {
              instance: 'laptop:4711',
              version: currentVersion,
              startedAt: at.created,
              answeredAt: at.paid,
              problems: [],
              cpuSeconds: 12.5,
              memoryBytes: 104_857_600,
              breakers: [],
              outbox: { rows: 0, oldestSeconds: 0 },
              inbox: [{ topic: 'inventory.events', handled: 120, failed: 0, delaySeconds: 2.4 }],
              emitted: { 'order.placed': 61, 'order.confirmed': 60 },
              deadLetters: { poison: 0, transient: 0 },
              violations: 0,
              stuckOrders: { stock: 1, payment: 0, expiry: 0, acknowledgement: 0 },
            },
          ],
        },
      ],
      registry: { kind: 'sqlite' },
      links: { trace: 'http://127.0.0.1:8411/zipkin/traces/{traceId}' },
    },
  },
  listStuckOrders: {
    description:
      'Orders that wait for a service longer than they should, with the reason, the service whose turn it is, and their last event. Nothing in it is personal.',
    response: {
      items: [
        {
          id: ids.order,
          number: 'M7K2QX4RD',
          status: 'PENDING',
          placedAt: at.placed,
          reason: 'stock',
          waitsFor: 'inventory',
          since: at.placed,
          lastEvent: { type: 'order.placed', at: at.placed },
          unpublished: 0,
        },
      ],
    },
  },
  getOrderDiagnosis: {
    description:
      'What an order waits for, how many of its events are not published yet, and its events in all services with cause and trace, without actors and data. A dead letter of the order has its id as `subject` in the list of dead letters.',
    response: {
      id: ids.order,
      number: 'M7K2QX4RD',
      status: 'PENDING',
      placedAt: at.placed,
      stuck: { reason: 'stock', waitsFor: 'inventory', since: at.placed },
      unpublished: 0,
      timeline: [
        {
          at: at.placed,
          service: 'order',
          type: 'order.placed',
          version: 1,
          correlationId: ids.order,
          role: 'customer',
          cause: 'placeOrder',
          traceId: '0af7651916cd43dd8448eb211c80319c',
        },
      ],
    },
  },
  listStaffActions: {
    description:
      'What staff did to products, prices, stock, orders, roles and settings, in all services, newest first: by one person (`actor`), of one kind (`area`), from a time on and before a time. Services that have such actions and did not respond are in `unavailable`.',
    response: {
      items: [
        {
          id: `product/${ids.product}/000000002`,
          at: at.placed,
          service: 'product',
          type: 'product.changed',
          kind: 'product',
          subject: ids.product,
          actor: `merchant:${ids.customer}`,
          cause: 'changeProduct',
          traceId: ids.trace,
          data: { sku: 'MUG-1', name: 'Blue mug', price: usd(1_250), priceBefore: usd(1_300), version: 2 },
        },
      ],
      unavailable: [],
    },
  },
  exportStaffActions: {
    description:
      'The same list as a file, at most the newest 10,000. CSV has a header line, `data` is JSON in its last column, and cells that a spreadsheet could take for a formula begin with an apostrophe. Sent as it is read, two files at a time: 429 for more. Fails while a service that has such actions does not respond, and breaks off if one stops responding.',
    response: `at,service,type,kind,subject,actor,cause,traceId,traceUrl,id,data\n${at.placed},product,product.changed,product,${ids.product},merchant:${ids.customer},changeProduct,${ids.trace},,product/${ids.product}/000000002,"{""version"":2}"\n`,
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
