import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from './html.ts';

test('escapes values, unless they are HTML', () => {
  assert.equal(html`<p title="${`"'`}">${'<b>&'}</p>`.text, '<p title="&#34;&#39;">&#60;b&#62;&#38;</p>');
  assert.equal(
    html`<ul>${[html`<li>${1}</li>`, html`<li>${2}</li>`]}</ul>${undefined}`.text,
    '<ul><li>1</li><li>2</li></ul>',
  );
});
