/** The words of mails in one language. */
import type { CancellationReason } from '@mambogo/contracts/api/cancellation.ts';
import type { MessageKind } from '@mambogo/contracts/api/messages.ts';

export interface OrderWords {
  subject(number: string): string;
  readonly text: string;
}

export interface Words {
  /** @param name undefined: not known */
  greeting(name: string | undefined): string;
  /** @param shop its host name */
  footer(shop: string): string;
  readonly orders: Readonly<Record<MessageKind, OrderWords>>;
  readonly cancelled: Readonly<Record<CancellationReason, string>>;
  readonly refundFollows: string;
  payBefore(time: string): string;
  readonly cardDeclined: string;
  readonly confirmPayment: string;
  readonly total: string;
  /** @param tax its name */
  including(tax: string): string;
  readonly refund: string;
  readonly refundedSoFar: string;
  readonly deliveredTo: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly showOrder: string;
  readonly pay: string;
}
