/**
 * Sends due messages, several at the same time. A message is leased to one worker; one whose worker dies is due again when the lease
 * ends. Stopping waits for those in progress.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import { createPollingWorker, type PollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { inSpan } from '@mambogo/service/telemetry/trace.ts';
import type { ClaimedMessage, MessageQueue, Outcome } from '../store/message-queue.ts';
import type { SendingParts } from './send-message.ts';

export interface MessageSenderSettings extends SendingParts {
  readonly queue: MessageQueue;
  readonly logger: Logger;
}

const pollSeconds = 2;
/** Where nothing has been due for a while. */
const idlePollSeconds = 15;

/** What composes and sends mails is loaded for the first of them only: a shop without a mail server needs none of it. */
async function attempt(parts: SendingParts, message: ClaimedMessage): Promise<Outcome | 'erased'> {
  if (!parts.mailServer) return { state: 'skipped', reason: 'no-server' };
  const { sendMessage } = await import('./send-message.ts');
  return sendMessage(parts, parts.mailServer, message);
}

export function createMessageSender(parts: MessageSenderSettings): PollingWorker {
  const { queue, logger, settings, mailServer } = parts;

  async function send(message: ClaimedMessage): Promise<void> {
    const { id, kind, orderId } = message;
    const outcome = await attempt(parts, message);
    if (outcome === 'erased') return queue.erase(message);
    await queue.settle(message, outcome);
    meter.count('mambogo_messages_total', { kind, outcome: outcome.state === 'queued' ? 'retried' : outcome.state });
    const about = { messageId: id, kind, orderId: orderId ?? undefined };
    if (outcome.state === 'queued')
      logger.warn({ event: 'message.not_sent', ...about, reason: outcome.reason }, 'message not sent, will retry');
    if (outcome.state === 'failed')
      logger.error(
        { event: 'message.failed', ...about, reason: outcome.reason },
        'message failed, staff can send it again',
      );
  }

  const poller = createPollingWorker({
    name: 'messages',
    seconds: pollSeconds,
    idleSeconds: idlePollSeconds,
    logger,
    async tick() {
      const due = await queue.claim(settings.MAIL_CONCURRENCY);
      const results = await Promise.allSettled(
        due.map((message) => inSpan('message', { parent: message.traceparent }, () => send(message))),
      );
      for (const result of results)
        if (result.status === 'rejected')
          logger.warn({ event: 'message.attempt_failed', err: result.reason }, 'attempt to send a message failed');
      return due.length > 0;
    },
  });

  return {
    ...poller,
    async stop() {
      await poller.stop();
      mailServer?.close();
    },
  };
}
