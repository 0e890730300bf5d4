/** Settings of the notification service: common ones, and those of the mail server. */
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z
  .object({
    ...serviceSettings,
    ...databaseSettings,
    /**
     * `smtps://host:port`, or `smtp://host:port` with `?requireTLS=true` (nothing is sent without STARTTLS) or `?ignoreTLS=true`;
     * default: no mail is sent. Its login: the credential files `smtp-username` and `smtp-password`.
     */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    /** Sender, such as `Flowers <shop@flowers.example>`. */
    MAIL_FROM: z.string().min(3).max(320).optional(),
    /** Messages sent at the same time, per instance. */
    MAIL_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
    /** Time limit of one message at the mail server, in seconds. */
    MAIL_TIMEOUT_SECONDS: Seconds.default(30),
    /** Lease on a message; after it, another instance may send the message of one that died. */
    MAIL_LEASE_SECONDS: Seconds.default(120),
    /** Delay after a failure; doubles up to MAIL_RETRY_MAX_SECONDS. */
    MAIL_RETRY_SECONDS: Seconds.default(5),
    MAIL_RETRY_MAX_SECONDS: Seconds.default(300),
    /** Age at which a message that could not be sent fails. */
    MAIL_GIVE_UP_SECONDS: Seconds.default(3 * 86_400),
    /** How long a customer has to pay by themselves before a message asks them to. */
    MAIL_PAYMENT_REMINDER_SECONDS: z.coerce.number().min(0).max(86_400).default(300),
  })
  .refine((settings) => settings.SMTP_URL === undefined || settings.MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    error: 'a mail server needs a sender',
  })
  .refine((settings) => settings.MAIL_LEASE_SECONDS > 2 * settings.MAIL_TIMEOUT_SECONDS, {
    path: ['MAIL_LEASE_SECONDS'],
    error: 'must be more than twice MAIL_TIMEOUT_SECONDS: the order and the address are asked for within it too',
  });
export type Settings = z.output<typeof Settings>;
