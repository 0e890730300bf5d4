/**
 * The test cards of the card form, with the token each becomes. Any other number is refused: a real one has no place in a
 * simulator. Numbers are well-known test numbers; the last digit of each is its Luhn check. Pure.
 */

export interface TestCard {
  /** Digits. */
  readonly number: string;
  readonly brand: 'visa' | 'mastercard';
  readonly token: string;
  /** What becomes of it, for the hints beside the form. */
  readonly outcome: string;
}

export const testCards: readonly TestCard[] = [
  { number: '4242424242424242', brand: 'visa', token: 'tok_ok', outcome: 'is paid' },
  { number: '5555555555554444', brand: 'mastercard', token: 'tok_ok', outcome: 'is paid' },
  { number: '4000000000000002', brand: 'visa', token: 'tok_declined', outcome: 'is declined' },
  {
    number: '4000000000009995',
    brand: 'visa',
    token: 'tok_insufficient_funds',
    outcome: 'has too little money on it',
  },
  { number: '4000002760003184', brand: 'visa', token: 'tok_action', outcome: 'asks you to approve the payment' },
  {
    number: '4000000000000341',
    brand: 'visa',
    token: 'tok_timeout',
    outcome: 'is paid, and nobody hears of it for 20 s',
  },
  { number: '4000000000000077', brand: 'visa', token: 'tok_late', outcome: 'is paid after 40 s' },
  { number: '4000000000005126', brand: 'visa', token: 'tok_twice', outcome: 'is paid, and says so twice' },
  { number: '4000000000000119', brand: 'visa', token: 'tok_error', outcome: 'fails twice, then is paid' },
];

export const testCard = (number: string): TestCard | undefined => testCards.find((card) => card.number === number);

/** The check digit fits: of a mistyped number it does in one of ten. */
export function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
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
