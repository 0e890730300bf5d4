import assert from 'node:assert/strict';
import { test } from 'node:test';
import { services } from '@mambogo/blueprint/services.ts';
import { eventType } from '@mambogo/contracts/events/event.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { asyncApi } from './asyncapi.ts';
import { decisionsList } from './decisions-list.ts';
import { eventsReference } from './events-reference.ts';

test('every event is listed below its topic, with type, key and fields', () => {
  const text = eventsReference(asyncApi(events), services);
  for (const event of events) {
    const section = text.split(`\n### ${event.name}\n`)[1]?.split('\n#')[0] ?? assert.fail(event.name);
    assert.ok(section.includes(`\`${eventType(event)}\``));
    assert.ok(section.includes(`**\`${event.key}\`**`), `${event.name}: the key ${event.key} is always there`);
  }
  assert.match(text, /## Topic order\.events\n\nPublished by order, consumed by [^.]*payment/);
  assert.match(text, /\| \*\*`lines\[\]\.unitPrice`\*\* \| amount \|/);
});

test('decisions are listed by number, and a file whose number is not its heading is rejected', () => {
  const list = decisionsList(
    new Map([
      ['0002-b.md', '# 2. Second | one\n'],
      ['0001-a.md', '# 1. First\n'],
    ]),
  );
  assert.match(list, /\| 1 \| \[First\]\(0001-a\.md\) \|\n\| 2 \| \[Second \\\| one\]\(0002-b\.md\) \|/);
  assert.throws(() => decisionsList(new Map([['0003-c.md', '# 4. Other\n']])), /0003-c\.md must begin with "# 3\. "/);
});
