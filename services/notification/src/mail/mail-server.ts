/** Sends mails over SMTP. Connections are kept between messages. */
import { hasCredential, readCredential } from '@mambogo/service/process/settings.ts';
import type { Transporter } from 'nodemailer';
import type { Settings } from '../settings.ts';
import type { RenderedMail } from './render-mail.ts';

export interface Mail extends RenderedMail {
  readonly to: string;
  /** The same for every attempt to send one message, so that a mail server or reader recognises a repeated one. */
  readonly messageId: string;
  readonly language: string;
}

/** The mail server did not take a mail. */
export class MailRefused extends Error {
  override name = 'MailRefused';
  /** Code for staff, without addresses: the status codes of SMTP, or why there is no connection. */
  readonly code: string;
  /** Another attempt would end the same way. */
  readonly isFinal: boolean;

  constructor(code: string, isFinal: boolean, options?: ErrorOptions) {
    super(`the mail server did not take the mail: ${code}`, options);
    this.code = code;
    this.isFinal = isFinal;
  }
}

export interface MailServer {
  /** @throws MailRefused */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** undefined: the shop has no mail server. */
export function createMailServer(settings: Settings): MailServer | undefined {
  const { SMTP_URL: url, MAIL_FROM: from } = settings;
  if (url === undefined) return undefined;
  let current: { readonly login: string; readonly transport: Transporter } | undefined;

  /** With the login of now: a changed Secret needs no restart. */
  async function transport(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    const auth = readLogin(settings);
    const login = JSON.stringify(auth ?? {});
    if (current?.login !== login) {
      current?.transport.close();
      current = { login, transport: createTransport(transportOptions(new URL(url ?? ''), settings, auth)) };
    }
    return current.transport;
  }

  return {
    async send({ to, subject, html, text, messageId, language }) {
      const headers = { 'Auto-Submitted': 'auto-generated', 'Content-Language': language };
      try {
        await (await transport()).sendMail({
          from,
          to: { name: '', address: to },
          subject,
          html,
          text,
          messageId,
          headers,
        });
      } catch (error) {
        throw refusalOf(error);
      }
    },
    close: () => current?.transport.close(),
  };
}

interface Login {
  readonly user: string;
  readonly pass: string;
}

/** `requireTLS` and `ignoreTLS` in the URL mean what they mean to nodemailer. */
function transportOptions(url: URL, settings: Settings, auth: Login | undefined) {
  const isSecure = url.protocol === 'smtps:';
  const timeout = settings.MAIL_TIMEOUT_SECONDS * 1_000;
  return {
    pool: true,
    maxConnections: settings.MAIL_CONCURRENCY,
    host: url.hostname,
    port: Number(url.port || (isSecure ? 465 : 587)),
    secure: isSecure,
    requireTLS: url.searchParams.get('requireTLS') === 'true',
    ignoreTLS: url.searchParams.get('ignoreTLS') === 'true',
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    ...(auth ? { auth } : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const;
}

/** undefined: the server needs none, or its Secret does not exist yet. */
function readLogin({ CREDENTIALS_DIR: folder }: Settings): Login | undefined {
  if (!hasCredential(folder, 'smtp-username') || !hasCredential(folder, 'smtp-password')) return undefined;
  const read = (name: string) => readCredential(folder, name).trim();
  return { user: read('smtp-username'), pass: read('smtp-password') };
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/** Only a 5xx to the recipient or the text is about this message; to anything else it is about the shop's access to the server. */
function refusalOf(cause: unknown): MailRefused {
  const { code = 'UNKNOWN', responseCode, response = '', command = '' } = (cause ?? {}) as SmtpError;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  const status = responseCode === undefined ? code : [responseCode, ...(enhanced ? [enhanced] : [])].join(' ');
  const isFinal = (responseCode ?? 0) >= 500 && ['RCPT TO', 'DATA'].some((one) => command.startsWith(one));
  return new MailRefused(status, isFinal, { cause });
}
