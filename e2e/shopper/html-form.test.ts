import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLink, parseForms, visibleText } from './html-form.ts';

const page = new URL('http://shop.test/auth/interaction/abc');
const html = `<head><title>x</title></head><form method="post" action="/auth/interaction/abc?a=1&#38;b=2">
  <input type="hidden" name="csrf" value="a&amp;b"><input id="login" name='login'><button>Go</button></form>
  <p>New&nbsp;here? <a class="x" href="/auth/interaction/abc/sign-up">Create an account</a></p>`;

test('parses a form’s action and fields', () => {
  const [form] = parseForms(html, page);
  assert.equal(form?.action.href, 'http://shop.test/auth/interaction/abc?a=1&b=2');
  assert.equal(form?.method, 'POST');
  assert.deepEqual(form?.fields, { csrf: 'a&b', login: '' });
});

test('finds a link by the end of its URL', () => {
  assert.equal(findLink(html, page, '/sign-up')?.href, 'http://shop.test/auth/interaction/abc/sign-up');
  assert.equal(findLink(html, page, '/elsewhere'), undefined);
});

test('returns the visible text without tags', () => {
  assert.match(visibleText(html), /^Go New.*here\? Create an account$/);
});
