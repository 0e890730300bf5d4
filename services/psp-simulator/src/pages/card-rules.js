/**
 * What is known of cards in the browser: how numbers and dates are written, and what is wrong with what was typed, in words
 * for people. Pure.
 */

const brands = [
  { name: 'Visa', pattern: /^4/, cvc: 3 },
  { name: 'Mastercard', pattern: /^(5[1-5]|2[2-7])/, cvc: 3 },
  { name: 'Amex', pattern: /^3[47]/, cvc: 4 },
];

export const digitsOf = (text) => text.replace(/\D/g, '');

export const brandOf = (digits) => brands.find(({ pattern }) => pattern.test(digits));

export function formatNumber(digits) {
  if (brandOf(digits)?.name === 'Amex')
    return /^(\d{0,4})(\d{0,6})(\d{0,5})/.exec(digits).slice(1).filter(Boolean).join(' ');
  return digits.slice(0, 19).replace(/(\d{4})(?=\d)/g, '$1 ');
}

export function formatExpiry(digits) {
  const full = /^[2-9]/.test(digits) ? `0${digits}` : digits;
  // Autofill may give the year in four digits.
  const short = full.length === 6 ? full.slice(0, 2) + full.slice(4) : full.slice(0, 4);
  return short.length > 2 ? `${short.slice(0, 2)} / ${short.slice(2)}` : short;
}

/** Month and year of `04 / 30`; undefined when it is none. */
export function expiryOf(text) {
  const digits = digitsOf(text);
  if (digits.length !== 4) return undefined;
  const [month, year] = [Number(digits.slice(0, 2)), 2000 + Number(digits.slice(2))];
  return month >= 1 && month <= 12 ? { month, year } : undefined;
}

function passesLuhn(digits) {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Field -> what is wrong with it, given all that was typed; empty: nothing. */
export const faultOf = {
  number({ number }) {
    const digits = digitsOf(number);
    if (digits === '') return 'Enter the number on your card.';
    return digits.length < 12 || !passesLuhn(digits) ? 'This is not a card number: check the digits.' : '';
  },
  expiry({ expiry }, today) {
    if (expiry === '') return 'Enter the date on your card.';
    const until = expiryOf(expiry);
    if (!until) return 'Enter month and year, such as 04 / 30.';
    const months = (until.year - today.getFullYear()) * 12 + until.month - (today.getMonth() + 1);
    return months < 0 ? 'This card has expired.' : '';
  },
  cvc({ number, cvc }) {
    if (cvc === '') return 'Enter the security code.';
    const wanted = brandOf(digitsOf(number))?.cvc ?? 3;
    return cvc.length === wanted ? '' : `The security code has ${wanted} digits.`;
  },
};
