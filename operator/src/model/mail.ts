/** The mail server of `spec.mail`. Pure. */
import type { MailSpec } from '../api/mail-spec.ts';

/** Where notification sends messages: a port outside the cluster or in it, and the Secret with the keys `username` and `password`. */
export interface MailModel {
  readonly port: number;
  readonly secretName?: string;
}

export const mailModel = (mail: MailSpec | undefined): MailModel | undefined =>
  mail && { port: mailPort(mail), secretName: mail.secretName };

const mailPort = ({ port, tls }: MailSpec): number => port ?? (tls === 'implicit' ? 465 : 587);

/** For nodemailer: services/notification/src/settings.ts. */
export function smtpUrl(mail: MailSpec): string {
  const scheme = mail.tls === 'implicit' ? 'smtps' : 'smtp';
  const option = mail.tls === 'implicit' ? '' : mail.tls === 'none' ? '?ignoreTLS=true' : '?requireTLS=true';
  return `${scheme}://${mail.host}:${mailPort(mail)}${option}`;
}
