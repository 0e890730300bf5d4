/** `spec.mail`: the server through which messages to customers are sent. Absent: none are sent. */
import { z } from 'zod';
import { count, host, secretName } from './bounded-strings.ts';

/** `shop@example.com` or `Flowers <shop@example.com>`, without anything that could end a header. */
const sender = z
  .string()
  .max(320)
  .regex(
    /^([^<>"@\r\n\t]{1,100} <[^\s<>"@]+@[A-Za-z0-9.-]+>|[^\s<>"@]+@[A-Za-z0-9.-]+)$/,
    'an address such as shop@example.com or Flowers <shop@example.com>',
  );

export const MailSpec = z.strictObject({
  host: host.describe('host name of the SMTP server'),
  port: count(1, 65_535).optional().describe('its port; default 465 with implicit TLS, otherwise 587'),
  tls: z
    .enum(['starttls', 'implicit', 'none'])
    .optional()
    .describe(
      'starttls: the connection is upgraded, and nothing is sent if the server cannot; implicit: TLS from the first byte; none: for a relay in the cluster only; default starttls',
    ),
  from: sender.describe('sender, such as Flowers <shop@example.com>'),
  secretName: secretName.optional().describe('Secret with username and password; default: no log-in'),
});
export type MailSpec = z.infer<typeof MailSpec>;
