/** The dead letter service of a consumer: local for our own dead letters, else remote. */
import type { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { type DeadLetterService, deadLetterService } from '@mambogo/messaging/dead-letters/dead-letter-service.ts';
import { deadLettersOf } from '@mambogo/messaging/mount-consumer.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import type { Context } from '../../context.ts';
import { subscriptions } from '../../events/subscriptions.ts';
import { remoteDeadLetterService } from './remote-dead-letter-service.ts';

export const deadLetterServiceFor = (
  context: Context,
  service: Consumer,
  { subject, token }: Caller,
): DeadLetterService =>
  service === context.name
    ? deadLetterService(deadLettersOf(context, subscriptions), subject)
    : remoteDeadLetterService(context.sidecar, service, token);
