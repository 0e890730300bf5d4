/**
 * The card form in the browser: formats and validates input, exchanges the card for a token at the provider, and passes the
 * token to the embedding page, if that is the shop's. Card data leaves this frame only to the provider.
 */
import { brandOf, digitsOf, errorOf, expiryOf, formatExpiry, formatNumber } from './card-rules.js';
import { cardTexts } from './card-texts.js';

const form = document.querySelector('form');
const shop = form.dataset.shop;
/** Of the language in which the server rendered the form. */
const { errors: texts } = cardTexts[document.documentElement.lang];
const fields = Object.fromEntries(['number', 'expiry', 'cvc'].map((name) => [name, document.getElementById(name)]));
const alertBox = document.getElementById('alert');
const brandMark = document.getElementById('brand');
let busy = false;

/** `light` or `dark`; anything else: the browser's preference. */
function showTheme(theme) {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
showTheme(new URLSearchParams(window.location.search).get('theme'));

const notifyShop = (message) => {
  if (shop && window.parent !== window) window.parent.postMessage(message, shop);
};

/** Writes `text` into a field and keeps the caret behind the same digit. */
function rewrite(field, text) {
  if (field.value === text) return;
  const before = digitsOf(field.value.slice(0, field.selectionStart ?? field.value.length)).length;
  const atEnd = (field.selectionStart ?? 0) >= field.value.length;
  field.value = text;
  if (document.activeElement !== field) return;
  let caret = 0;
  for (let digits = 0; caret < text.length && digits < before; caret += 1) if (/\d/.test(text[caret])) digits += 1;
  field.setSelectionRange(atEnd ? text.length : caret, atEnd ? text.length : caret);
}

const typed = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
const validate = (name) => errorOf[name](typed(), new Date());

function showError(name, error) {
  const text = document.getElementById(`${name}-fault`);
  text.textContent = texts[error] ?? '';
  text.hidden = error === '';
  if (error === '') fields[name].removeAttribute('aria-invalid');
  else fields[name].setAttribute('aria-invalid', 'true');
}

function alertWith(text) {
  alertBox.textContent = text;
  alertBox.hidden = text === '';
}

/** Validates all fields, and focuses the first invalid one. */
function isComplete() {
  alertWith('');
  const invalid = Object.keys(fields).filter((name) => {
    const error = validate(name);
    showError(name, error);
    return error !== '';
  });
  if (invalid[0]) fields[invalid[0]].focus();
  return invalid.length === 0;
}

async function submit() {
  if (busy) return;
  if (!isComplete()) return notifyShop({ type: 'mambogo-card-form-incomplete' });
  busy = true;
  try {
    const { month, year } = expiryOf(fields.expiry.value);
    const card = {
      number: digitsOf(fields.number.value),
      expMonth: month,
      expYear: year,
      cvc: fields.cvc.value,
    };
    const response = await fetch('v1/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(card),
      signal: AbortSignal.timeout(15_000),
    });
    if (response.status === 400) return showRejection(await response.json());
    if (!response.ok) throw new Error(`the provider responded with status ${response.status}`);
    const { token, brand, last4 } = await response.json();
    notifyShop({ type: 'mambogo-card-token', token, brand, last4 });
  } catch {
    alertWith(texts.unavailable);
    notifyShop({ type: 'mambogo-card-form-failed' });
  } finally {
    busy = false;
  }
}

function showRejection({ detail, errors = [] }) {
  const error = detail === 'only test cards are accepted' ? 'onlyTestCards' : 'rejected';
  const field = errors.some(({ pointer }) => pointer.startsWith('/exp')) ? 'expiry' : 'number';
  showError(field, error);
  fields[field].focus();
  notifyShop({ type: 'mambogo-card-form-incomplete' });
}

fields.number.addEventListener('input', () => {
  const digits = digitsOf(fields.number.value);
  rewrite(fields.number, formatNumber(digits));
  const brand = brandOf(digits)?.name ?? '';
  brandMark.textContent = brand;
  brandMark.hidden = brand === '';
});
fields.expiry.addEventListener('input', (event) => {
  // Deleting the last digit must not restore its slash.
  if (!event.inputType?.startsWith('delete')) rewrite(fields.expiry, formatExpiry(fields.expiry.value));
});
fields.cvc.addEventListener('input', () => rewrite(fields.cvc, digitsOf(fields.cvc.value).slice(0, 4)));
// Errors are shown on submit and removed as soon as the field is valid. Nothing is validated on blur: an error would shift the
// layout while the user clicks on something.
for (const [name, field] of Object.entries(fields))
  field.addEventListener('input', () => {
    if (field.hasAttribute('aria-invalid') && validate(name) === '') showError(name, '');
  });

for (const button of document.querySelectorAll('[data-number]'))
  button.addEventListener('click', () => {
    const { number } = button.dataset;
    const next = new Date().getFullYear() + 3;
    Object.assign(fields.number, { value: number });
    fields.number.dispatchEvent(new Event('input'));
    fields.expiry.value = `12 / ${String(next).slice(2)}`;
    fields.cvc.value = '123';
    for (const name of Object.keys(fields)) showError(name, '');
    fields.number.focus();
  });

form.addEventListener('submit', (event) => {
  event.preventDefault();
  // Enter in a field: the shop's own button decides what happens, and requests the token then.
  if (isComplete()) notifyShop({ type: 'mambogo-card-form-enter' });
});
window.addEventListener('message', ({ origin, source, data }) => {
  if (origin !== shop || source !== window.parent) return;
  if (data?.type === 'submit') void submit();
  if (data?.type === 'theme') showTheme(data.theme);
});
new ResizeObserver(() =>
  notifyShop({ type: 'mambogo-card-form-height', height: Math.ceil(document.body.getBoundingClientRect().height) }),
).observe(document.body);
