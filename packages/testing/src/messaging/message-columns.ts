/** What fills the text columns of outbox, inbox, dead letters and stored responses: for `columnFaults`. */
import { discardDeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { staffActionSubjects } from '@mambogo/contracts/api/staff-actions.ts';
import { eventType, topics } from '@mambogo/contracts/events/event.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Filling, Size } from '@mambogo/testing/column-sizes.ts';

const longest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));

const uuid = 36;
const sha256 = 64;
/** The name of a Storefront and of a service, which are Kubernetes labels. */
const appId = 63 + 1 + 20;
/** What is stored of a message's own fields: inbox/delivery-failure.ts and dead-letters/classify-dead-letter.ts. */
const readable: Size = { characters: 200, bytes: 800 };
const failure: Size = { characters: 1_000, bytes: 3_000 };
/** One message: the broker accepts up to 1 MiB. */
const message = 2 ** 20;

/** For MariaDB and MySQL, where every column is limited. */
export const messageColumns: Readonly<Record<string, Filling>> = {
  'chain_anchor.log': 64,
  'outbox.id': uuid,
  'outbox.topic': longest(topics),
  'outbox.message_key': uuid,
  'outbox.envelope': message,
  'outbox.parked': `${Number.MAX_SAFE_INTEGER} bytes, at most ${2 ** 20} can be published`.length,
  'inbox.consumer': appId,
  'inbox.event_id': uuid,
  'delivery_failure.consumer': appId,
  'delivery_failure.event_id': readable,
  'delivery_failure.kind': 'transient'.length,
  'delivery_failure.error': failure,
  'dead_letter.consumer': appId,
  'dead_letter.id': sha256,
  'dead_letter.payload': message,
  'dead_letter.kind': 'transient'.length,
  'dead_letter.error': failure,
  'dead_letter.status': 'discarded'.length,
  'dead_letter.reason': discardDeadLetter.body.shape.reason,
  'dead_letter.type': readable,
  'dead_letter.subject': readable,
  'dead_letter.settled_by': 'merchant:'.length + uuid,
  'topic_epoch.topic': longest(topics),
  'topic_epoch.epoch': uuid,
  'source_position.source': appId,
  'source_rollback.source': appId,
  'source_rollback.event_id': uuid,
  'watched_event.type': longest(events.map(eventType)),
  'answered_request.caller': uuid,
  'answered_request.route': longest(routes.map(({ id }) => id)),
  'answered_request.idempotency_key': limits.idempotencyKeyLength,
  'answered_request.claim': uuid,
  'answered_request.request_hash': sha256,
  'answered_request.answer': message,
};

const unindexed = new Set([
  ...[
    'outbox.id',
    'outbox.envelope',
    'inbox.event_id',
    'delivery_failure.kind',
    'delivery_failure.error',
    'dead_letter.kind',
  ],
  ...['dead_letter.payload', 'dead_letter.error', 'dead_letter.reason', 'dead_letter.type', 'dead_letter.subject'],
  ...['dead_letter.settled_by', 'topic_epoch.epoch', 'source_rollback.event_id'],
  ...['answered_request.claim', 'answered_request.request_hash', 'answered_request.answer'],
]);

/** For PostgreSQL, where indexed columns are limited. */
export const indexedMessageColumns: Readonly<Record<string, Filling>> = Object.fromEntries(
  Object.entries(messageColumns).filter(([name]) => !unindexed.has(name)),
);

/** Columns of the log of staff actions, of services that have it. */
export const staffActionColumns = {
  'staff_action.subject': uuid,
  'staff_action.kind': longest(staffActionSubjects),
  'staff_action.type': 'product.reactivated'.length,
  // The subject of a token: of an external issuer, up to 100 characters are stored elsewhere too.
  'staff_action.actor': 'merchant:'.length + 100,
  'staff_action.cause': longest(routes.map(({ id }) => id)),
  'staff_action.trace_id': 32,
  'staff_action.data': 10_000,
  'staff_action.hash': sha256,
  'staff_action.prev_hash': sha256,
  'staff_action_chain.subject': uuid,
  'staff_action_chain.last_hash': sha256,
} satisfies Readonly<Record<string, Filling>>;
