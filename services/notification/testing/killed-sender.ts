/** A process that is killed between the mail server's answer and the mark in the queue. Arguments: database URL, SMTP URL, answers of the peers. */
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { DataSource } from 'typeorm';
import type { Context } from '../src/context.ts';
import { createMailServer } from '../src/mail/mail-server.ts';
import { createMessageQueue } from '../src/store/message-queue.ts';
import { createMessageSender } from '../src/worker/message-sender.ts';
import { testSettings } from './test-settings.ts';

const [url = '', smtpUrl = '', answers = ''] = process.argv.slice(2);
const { order, contact } = JSON.parse(answers);
const settings = testSettings(smtpUrl);
const database = await new DataSource({ type: 'postgres', url }).initialize();
const sidecar = {
  invoke: async (service: string) => ({
    statusCode: 200,
    body: { text: async () => JSON.stringify(service === 'order' ? order : contact) },
  }),
} as unknown as Context['sidecar'];
const queue = createMessageQueue(database, settings.MAIL_LEASE_SECONDS);

createMessageSender({
  sidecar,
  settings,
  mailServer: createMailServer(settings),
  logger: createLogger('notification', 'silent'),
  queue: {
    ...queue,
    async settle() {
      process.kill(process.pid, 'SIGKILL');
    },
  },
}).start();
