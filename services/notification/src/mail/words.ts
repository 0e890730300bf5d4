/** The words of mails in one language. */
import type { CancellationReason } from '@mambogo/contracts/api/cancellation.ts';
import type { orderMessageKinds } from '@mambogo/contracts/enumerations.ts';

export type OrderMessageKind = (typeof orderMessageKinds)[number];

export interface OrderWords {
  subject(number: string): string;
  readonly text: string;
}

export interface Words {
  /** @param name undefined: not known */
  greeting(name: string | undefined): string;
  /** @param shop its host name */
  footer(shop: string): string;
  readonly orders: Readonly<Record<OrderMessageKind, OrderWords>>;
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
  readonly passwordReset: PasswordResetWords;
}

export interface PasswordResetWords {
  readonly subject: string;
  readonly text: string;
  expires(time: string): string;
  readonly notYou: string;
  readonly button: string;
  footer(shop: string): string;
}
