/** Card rules in the browser: formats of numbers and dates, and validation. Pure. */

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

/**
 * Formats a date that is typed, pasted or autofilled as `04 / 30`: also `4/30`, `04 / 2030`, `0430`, `430` and `2030-04`.
 * Incomplete input is kept.
 */
export function formatExpiry(text) {
  const yearFirst = /^\s*(20\d\d)\D+(\d{1,2})\s*$/.exec(text);
  if (yearFirst) return formatExpiry(`${yearFirst[2]}/${yearFirst[1]}`);
  const [, first = '', gap = '', rest = ''] = /^\D*(\d{1,2})(\D*)(.*)$/.exec(text) ?? [];
  // Not a month: the second digit belongs to the year.
  const isMonthAndYear = first.length === 2 && Number(first) > 12;
  const isOneDigit = first.length === 1 && (first >= '2' || (first === '1' && gap !== ''));
  const month = isMonthAndYear ? `0${first[0]}` : isOneDigit ? `0${first}` : first;
  const year = shortYear((isMonthAndYear ? first[1] : '') + digitsOf(rest));
  return year || gap ? `${month} / ${year}` : month;
}

/** The year's two digits; more while a four-digit year is being typed. */
function shortYear(digits) {
  if (!digits.startsWith('20')) return digits.slice(0, 2);
  return digits.length < 4 ? digits : digits.slice(2, 4);
}

/** Month and year of `04 / 30`; undefined if invalid. */
export function expiryOf(text) {
  const digits = digitsOf(formatExpiry(text));
  if (digits.length !== 4) return undefined;
  const [month, year] = [Number(digits.slice(0, 2)), 2000 + Number(digits.slice(2))];
  return month >= 1 && month <= 12 ? { month, year } : undefined;
}

function passesLuhn(digits) {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** The error of a field, given all input: a key of `errors` in card-texts.js; empty if valid. */
export const errorOf = {
  number({ number }) {
    const digits = digitsOf(number);
    if (digits === '') return 'numberMissing';
    return digits.length < 12 || !passesLuhn(digits) ? 'numberInvalid' : '';
  },
  expiry({ expiry }, today) {
    if (expiry === '') return 'expiryMissing';
    const until = expiryOf(expiry);
    if (!until) return 'expiryInvalid';
    const months = (until.year - today.getFullYear()) * 12 + until.month - (today.getMonth() + 1);
    return months < 0 ? 'expired' : '';
  },
  cvc({ number, cvc }) {
    if (cvc === '') return 'cvcMissing';
    const length = brandOf(digitsOf(number))?.cvc ?? 3;
    return cvc.length === length ? '' : `cvc${length}`;
  },
};
