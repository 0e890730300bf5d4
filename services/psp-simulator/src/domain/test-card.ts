/**
 * The test cards of the card form and their tokens. Any other number is rejected: a real card must not be entered in a
 * simulator. The numbers are well-known test numbers with a valid Luhn check digit. Pure.
 */
import type { CardTexts } from './card-form-texts.ts';

export interface TestCard {
  /** Digits. */
  readonly number: string;
  readonly brand: 'visa' | 'mastercard';
  readonly token: string;
  /** Its outcome, for the hints in the form: a key of the form's texts. */
  readonly outcome: keyof CardTexts['outcomes'];
}

export const testCards: readonly TestCard[] = [
  { number: '4242424242424242', brand: 'visa', token: 'tok_ok', outcome: 'ok' },
  { number: '5555555555554444', brand: 'mastercard', token: 'tok_ok', outcome: 'ok' },
  { number: '4000000000000002', brand: 'visa', token: 'tok_declined', outcome: 'declined' },
  {
    number: '4000000000009995',
    brand: 'visa',
    token: 'tok_insufficient_funds',
    outcome: 'insufficientFunds',
  },
  { number: '4000002760003184', brand: 'visa', token: 'tok_action', outcome: 'action' },
  {
    number: '4000000000000341',
    brand: 'visa',
    token: 'tok_timeout',
    outcome: 'timeout',
  },
  { number: '4000000000000077', brand: 'visa', token: 'tok_late', outcome: 'late' },
  { number: '4000000000005126', brand: 'visa', token: 'tok_twice', outcome: 'twice' },
  { number: '4000000000000119', brand: 'visa', token: 'tok_error', outcome: 'error' },
];

export const testCard = (number: string): TestCard | undefined => testCards.find((card) => card.number === number);

/** Whether the check digit is valid; it is for one in ten mistyped numbers. */
export function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return /^\d{12,19}$/.test(number) && sum % 10 === 0;
}

/** Whether a card can still be used in the month of `now` (epoch milliseconds). */
export function isValidUntil(month: number, year: number, now: number): boolean {
  const today = new Date(now);
  const months = (year - today.getUTCFullYear()) * 12 + month - (today.getUTCMonth() + 1);
  return month >= 1 && month <= 12 && months >= 0 && months <= 12 * 20;
}
