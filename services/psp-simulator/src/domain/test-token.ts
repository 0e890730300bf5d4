/** What each test token does: the behaviours of real providers that a shop must live with. Pure. */
import type { ChargeStatus } from './charge.ts';

export interface Behaviour {
  readonly status: ChargeStatus;
  readonly failureCode?: string;
  /** Seconds until a pending charge captures by itself. */
  readonly settlesAfter?: number;
  /** Seconds the answer is held back, the charge being made already. */
  readonly answersAfter?: number;
  /** This many tries fail with a 500 before anything is saved. */
  readonly errorsFirst?: number;
  /** What is taken instead of what was asked. */
  readonly takes?: (asked: Taken) => Taken;
  /** How often the merchant is called back, under one event id, when the charge is over. */
  readonly callbacks?: number;
}

/** Minor units. */
export interface Taken {
  readonly amount: number;
  readonly currency: string;
}

export interface Durations {
  /** Seconds. */
  readonly slow: number;
  readonly late: number;
  readonly soon: number;
}

/** Any token that is not one of the known ones is refused for good, as a real provider would. */
export function behaviourOf(token: string, { slow, late, soon }: Durations): Behaviour {
  switch (token) {
    case 'tok_ok':
      return { status: 'captured' };
    case 'tok_declined':
      return { status: 'failed', failureCode: 'card_declined' };
    case 'tok_insufficient_funds':
      return { status: 'failed', failureCode: 'insufficient_funds' };
    case 'tok_timeout':
      return { status: 'captured', answersAfter: slow, callbacks: 1 };
    case 'tok_twice':
      return { status: 'pending', settlesAfter: soon, callbacks: 2 };
    case 'tok_late':
      return { status: 'pending', settlesAfter: late, callbacks: 1 };
    case 'tok_action':
      return { status: 'requires_action', callbacks: 1 };
    case 'tok_error':
      return { status: 'captured', errorsFirst: 2 };
    case 'tok_wrong_amount':
      return { status: 'captured', takes: ({ amount, currency }) => ({ amount: amount + 100, currency }) };
    case 'tok_wrong_currency':
      return {
        status: 'captured',
        takes: ({ amount, currency }) => ({ amount, currency: currency === 'EUR' ? 'USD' : 'EUR' }),
      };
    default:
      return { status: 'failed', failureCode: 'invalid_token' };
  }
}
