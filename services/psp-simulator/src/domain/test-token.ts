/** The behaviour of each test token: what a shop must cope with from real providers. Pure. */
import type { ChargeStatus } from './charge.ts';

export interface Behaviour {
  readonly status: ChargeStatus;
  readonly failureCode?: string;
  /** Seconds until a pending charge is captured. */
  readonly settlesAfter?: number;
  /** Seconds the response is delayed after the charge is created. */
  readonly responseDelay?: number;
  /** Number of requests that fail with a 500 before anything is saved. */
  readonly errorsFirst?: number;
  /** The amount captured instead of the requested one. */
  readonly captures?: (requested: ChargedAmount) => ChargedAmount;
  /** Number of callbacks, with one event id, when the charge becomes final. */
  readonly callbacks?: number;
}

/** Minor units. */
export interface ChargedAmount {
  readonly amount: number;
  readonly currency: string;
}

export interface Durations {
  /** Seconds. */
  readonly slow: number;
  readonly late: number;
  readonly soon: number;
}

/** An unknown token fails permanently, as at a real provider. */
export function behaviourOf(token: string, { slow, late, soon }: Durations): Behaviour {
  switch (token) {
    case 'tok_ok':
      return { status: 'captured' };
    case 'tok_declined':
      return { status: 'failed', failureCode: 'card_declined' };
    case 'tok_insufficient_funds':
      return { status: 'failed', failureCode: 'insufficient_funds' };
    case 'tok_timeout':
      return { status: 'captured', responseDelay: slow, callbacks: 1 };
    case 'tok_twice':
      return { status: 'pending', settlesAfter: soon, callbacks: 2 };
    case 'tok_late':
      return { status: 'pending', settlesAfter: late, callbacks: 1 };
    case 'tok_action':
      return { status: 'requires_action', callbacks: 1 };
    case 'tok_error':
      return { status: 'captured', errorsFirst: 2 };
    case 'tok_wrong_amount':
      return { status: 'captured', captures: ({ amount, currency }) => ({ amount: amount + 100, currency }) };
    case 'tok_wrong_currency':
      return {
        status: 'captured',
        captures: ({ amount, currency }) => ({ amount, currency: currency === 'EUR' ? 'USD' : 'EUR' }),
      };
    default:
      return { status: 'failed', failureCode: 'invalid_token' };
  }
}
