/**
 * The card form in the browser: formats and checks what is typed, turns the card into a token at the provider, and hands
 * the token to the page around it, if that page is the shop's. Nothing of a card leaves this frame but to the provider.
 */
import { brandOf, digitsOf, expiryOf, faultOf, formatExpiry, formatNumber } from './card-rules.js';

const form = document.querySelector('form');
const shop = form.dataset.shop;
const fields = Object.fromEntries(['number', 'expiry', 'cvc'].map((name) => [name, document.getElementById(name)]));
const alertBox = document.getElementById('alert');
const brandMark = document.getElementById('brand');
let busy = false;

/** `light` or `dark`; anything else: as the browser has it. */
function showTheme(theme) {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
showTheme(new URLSearchParams(window.location.search).get('theme'));

const tell = (message) => {
  if (shop && window.parent !== window) window.parent.postMessage(message, shop);
};

/** Writes `text` into a field and leaves the caret behind the digit it was behind. */
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
const check = (name) => faultOf[name](typed(), new Date());

function show(name, fault) {
  const text = document.getElementById(`${name}-fault`);
  text.textContent = fault;
  text.hidden = fault === '';
  if (fault === '') fields[name].removeAttribute('aria-invalid');
  else fields[name].setAttribute('aria-invalid', 'true');
}

function alertWith(text) {
  alertBox.textContent = text;
  alertBox.hidden = text === '';
}

/** The first field that is wrong has the focus then. */
function isComplete() {
  alertWith('');
  const wrong = Object.keys(fields).filter((name) => {
    const fault = check(name);
    show(name, fault);
    return fault !== '';
  });
  if (wrong[0]) fields[wrong[0]].focus();
  return wrong.length === 0;
}

async function submit() {
  if (busy) return;
  if (!isComplete()) return tell({ type: 'mambogo-card-form-incomplete' });
  busy = true;
  try {
    const { month, year } = expiryOf(fields.expiry.value);
    const card = {
      number: digitsOf(fields.number.value),
      expMonth: month,
      expYear: year,
      cvc: fields.cvc.value,
    };
    const answer = await fetch('v1/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(card),
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.status === 400) return refused(await answer.json());
    if (!answer.ok) throw new Error(`the provider answered ${answer.status}`);
    const { token, brand, last4 } = await answer.json();
    tell({ type: 'mambogo-card-token', token, brand, last4 });
  } catch {
    alertWith('The payment provider cannot be reached. Nothing was charged: try again in a moment.');
    tell({ type: 'mambogo-card-form-failed' });
  } finally {
    busy = false;
  }
}

function refused({ detail, errors = [] }) {
  const text = detail === 'only test cards work here' ? 'This shop is a trial: only test cards work here.' : detail;
  const field = errors.some(({ pointer }) => pointer.startsWith('/exp')) ? 'expiry' : 'number';
  show(field, text);
  fields[field].focus();
  tell({ type: 'mambogo-card-form-incomplete' });
}

fields.number.addEventListener('input', () => {
  const digits = digitsOf(fields.number.value);
  rewrite(fields.number, formatNumber(digits));
  const brand = brandOf(digits)?.name ?? '';
  brandMark.textContent = brand;
  brandMark.hidden = brand === '';
});
fields.expiry.addEventListener('input', (event) => {
  // Taking the last digit away must not put its slash back.
  if (!event.inputType?.startsWith('delete')) rewrite(fields.expiry, formatExpiry(fields.expiry.value));
});
fields.cvc.addEventListener('input', () => rewrite(fields.cvc, digitsOf(fields.cvc.value).slice(0, 4)));
// What is wrong is said when the card is asked for, and taken back as soon as it is right. Nothing moves when a field is
// left: whatever was being clicked would have moved away.
for (const [name, field] of Object.entries(fields))
  field.addEventListener('input', () => {
    if (field.hasAttribute('aria-invalid') && check(name) === '') show(name, '');
  });

for (const button of document.querySelectorAll('[data-number]'))
  button.addEventListener('click', () => {
    const { number } = button.dataset;
    const next = new Date().getFullYear() + 3;
    Object.assign(fields.number, { value: number });
    fields.number.dispatchEvent(new Event('input'));
    fields.expiry.value = `12 / ${String(next).slice(2)}`;
    fields.cvc.value = '123';
    for (const name of Object.keys(fields)) show(name, '');
    fields.number.focus();
  });

form.addEventListener('submit', (event) => {
  event.preventDefault();
  // Enter in a field: the shop's own button decides what that means, and asks for the token then.
  if (isComplete()) tell({ type: 'mambogo-card-form-enter' });
});
window.addEventListener('message', ({ origin, source, data }) => {
  if (origin !== shop || source !== window.parent) return;
  if (data?.type === 'submit') void submit();
  if (data?.type === 'theme') showTheme(data.theme);
});
new ResizeObserver(() =>
  tell({ type: 'mambogo-card-form-height', height: Math.ceil(document.body.getBoundingClientRect().height) }),
).observe(document.body);
