/** A real mail server (MailDev) for tests, which can be away for a while. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mailServerProcess } from '@mambogo/local/mail/mail-server.ts';
import { readMails } from '@mambogo/local/mail/read-mails.ts';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { installMaildev } from '@mambogo/local/toolchain/maildev.ts';
import { until } from '@mambogo/testing/until.ts';

export type TestMailServer = Awaited<ReturnType<typeof createTestMailServer>>;

/** Not started yet. */
export async function createTestMailServer() {
  const ports = { smtp: await freePort(), mailPage: await freePort() };
  const log = join(mkdtempSync(join(tmpdir(), 'maildev-')), 'install.log');
  const { command, args } = mailServerProcess(ports, await installMaildev(cacheFolder(), log));
  const page = `http://127.0.0.1:${ports.mailPage}`;
  let child: ChildProcess | undefined;
  return {
    url: `smtp://127.0.0.1:${ports.smtp}?ignoreTLS=true`,
    /** Those taken since its last start, oldest first. */
    mails: (to?: string) => readMails(page, to),
    async start() {
      child = spawn(command, [...args], { stdio: 'ignore' });
      await until('the mail server is ready', () =>
        readMails(page)
          .then(() => true)
          .catch(() => false),
      );
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
