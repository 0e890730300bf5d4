/**
 * The mail server of a shop on one machine: `npm start -- --mail`. It takes every mail, delivers none, and shows them on a web page.
 * All on loopback, mails in memory.
 */
import { responds } from '../observe/prometheus.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';

const basePorts = { smtp: 8425, mailPage: 8426 };

export type MailPorts = { readonly [Port in keyof typeof basePorts]: number };

export const mailPorts = (offset: number): MailPorts => ({
  smtp: basePorts.smtp + offset,
  mailPage: basePorts.mailPage + offset,
});

/** All of them with their purpose. */
export const requiredMailPorts = (offset: number): ReadonlyMap<number, string> =>
  new Map(Object.entries(mailPorts(offset)).map(([name, port]) => [port, name]));

export const mailPage = (offset: number): string => `http://localhost:${mailPorts(offset).mailPage}`;

/** Settings of notification that send messages there. */
export const mailSettings = (offset: number) => ({
  SMTP_URL: `smtp://127.0.0.1:${mailPorts(offset).smtp}?ignoreTLS=true`,
  MAIL_FROM: 'Mambogo <shop@mambogo.example>',
});

/** @param program of MailDev */
export const mailServerProcess = ({ smtp, mailPage: page }: MailPorts, program: string): ProcessSpec => ({
  name: 'mail',
  command: process.execPath,
  args: [
    '--max-semi-space-size=1',
    program,
    ...['--smtp', String(smtp), '--ip', '127.0.0.1', '--web', String(page), '--web-ip', '127.0.0.1'],
    // Its log would have addresses and subjects.
    ...['--max-emails', '1000', '--silent'],
  ],
  ready: () => responds(`http://127.0.0.1:${page}/api/email`),
  readyTimeoutMs: 60_000,
  stopTimeoutMs: 5_000,
});
