/**
 * Sends one message: asks for what it is about and its person, composes it and gives it to the mail server. Nothing of that is stored.
 * If this process dies between the mail server's answer and the mark in the queue, the message is sent again after its lease, with
 * the same Message-ID.
 */
import {
  getMailContact,
  getMailOrder,
  getPasswordResetLink,
  type MailContact,
  type MailOrder,
} from '@mambogo/contracts/api/internal-mail.ts';
import { backoff } from '@mambogo/contracts/backoff.ts';
import { callRoute, PeerError } from '@mambogo/dapr/call-route.ts';
import { externalIssuer } from '@mambogo/service/auth/shop-verifier.ts';
import type { BaseContext } from '@mambogo/service/process/base-context.ts';
import { composeOrderMail } from '../mail/compose-order-mail.ts';
import { composePasswordReset } from '../mail/compose-password-reset.ts';
import type { MailContent } from '../mail/mail-content.ts';
import { MailRefused, type MailServer } from '../mail/mail-server.ts';
import { renderMail } from '../mail/render-mail.ts';
import type { OrderMessageKind } from '../mail/words.ts';
import type { Settings } from '../settings.ts';
import type { ClaimedMessage, MessageQueue, Outcome } from '../store/message-queue.ts';

export interface SendingParts {
  readonly sidecar: Pick<BaseContext['sidecar'], 'invoke'>;
  readonly queue: Pick<MessageQueue, 'addressTo'>;
  /** undefined: the shop has none. */
  readonly mailServer: MailServer | undefined;
  readonly settings: Settings;
}

/** `erased`: its person is no more. */
export async function sendMessage(
  parts: SendingParts,
  mailServer: MailServer,
  message: ClaimedMessage,
): Promise<Outcome | 'erased'> {
  const { settings } = parts;
  if (externalIssuer(settings)) return { state: 'skipped', reason: 'no-address' };
  try {
    const publicUrl = settings.PUBLIC_URL.replace(/\/+$/, '');
    const composed =
      message.kind === 'password-reset'
        ? await resetMail(parts, message, publicUrl)
        : await orderMail(parts, message, message.kind, publicUrl);
    if (composed === 'erased') return 'erased';
    if ('state' in composed) return composed;
    const { contact, email, content } = composed;
    const language = contact.language ?? 'en';
    const messageId = messageIdOf(message, publicUrl);
    await mailServer.send({ ...renderMail(content, language), to: email, messageId, language });
    return { state: 'sent' };
  } catch (error) {
    if (error instanceof PeerError) return retry(message, `unavailable:${error.service}`, settings);
    if (!(error instanceof MailRefused)) throw error;
    if (error.isFinal) return { state: 'failed', reason: `rejected:${error.code}` };
    return retry(message, `unavailable:${error.code}`, settings);
  }
}

interface ComposedMail {
  readonly contact: MailContact;
  readonly email: string;
  readonly content: MailContent;
}

async function orderMail(
  parts: SendingParts,
  message: ClaimedMessage,
  kind: OrderMessageKind,
  publicUrl: string,
): Promise<ComposedMail | Outcome | 'erased'> {
  const order = await findOrder(parts, message);
  if (!order) return 'erased';
  if (message.personId === null) await parts.queue.addressTo(message, order.customerId);
  const contact = await findContact(parts, order.customerId);
  if (!contact) return 'erased';
  if (!contact.email) return { state: 'skipped', reason: 'no-address' };
  const content = composeOrderMail({ kind, order, contact, reference: message.reference, publicUrl });
  if (content === 'outdated') return { state: 'skipped', reason: 'outdated' };
  if (content === 'not-yet') return retry(message, 'unavailable:order', parts.settings);
  return { contact, email: contact.email, content };
}

async function resetMail(
  parts: SendingParts,
  { personId, reference }: ClaimedMessage,
  publicUrl: string,
): Promise<ComposedMail | Outcome | 'erased'> {
  const contact = personId === null ? undefined : await findContact(parts, personId);
  if (!contact) return 'erased';
  if (!contact.email) return { state: 'skipped', reason: 'no-address' };
  const { sidecar } = parts;
  const link = await found(callRoute(sidecar, 'identity', getPasswordResetLink, { params: { id: reference ?? '' } }));
  if (!link) return { state: 'skipped', reason: 'outdated' };
  return { contact, email: contact.email, content: composePasswordReset(link, contact, publicUrl) };
}

/** The same for each attempt, another one for each time that staff have it sent again. */
export const messageIdOf = ({ id, repeats }: Pick<ClaimedMessage, 'id' | 'repeats'>, publicUrl: string): string =>
  `<${id}.${repeats}@${new URL(publicUrl).hostname}>`;

function retry({ tries, age }: ClaimedMessage, reason: string, settings: Settings): Outcome {
  if (age > settings.MAIL_GIVE_UP_SECONDS) return { state: 'failed', reason: reason.replace('unavailable', 'gave-up') };
  const { MAIL_RETRY_SECONDS: first, MAIL_RETRY_MAX_SECONDS: longest } = settings;
  return { state: 'queued', reason, delay: backoff(tries, { first, longest }) };
}

const findOrder = ({ sidecar }: SendingParts, { orderId }: ClaimedMessage): Promise<MailOrder | undefined> =>
  orderId === null
    ? Promise.resolve(undefined)
    : found(callRoute(sidecar, 'order', getMailOrder, { params: { id: orderId } }));

const findContact = ({ sidecar }: SendingParts, id: MailOrder['customerId']): Promise<MailContact | undefined> =>
  found(callRoute(sidecar, 'identity', getMailContact, { params: { id } }));

const found = <T>(response: Promise<T>): Promise<T | undefined> =>
  response.catch((error: unknown) => {
    if (error instanceof PeerError && error.status === 404) return undefined;
    throw error;
  });
