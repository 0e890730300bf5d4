import assert from 'node:assert/strict';
import { test } from 'node:test';
import { services } from '@mambogo/blueprint/services.ts';
import { architectureDiagram } from './architecture.ts';
import { insertSection } from './insert-section.ts';
import { servicesTable } from './services-table.ts';

test('every service, call and topic of the blueprint is in the diagram and in the table', () => {
  const picture = architectureDiagram(services);
  const table = servicesTable(services);
  for (const { name, port, consumes, emits, calls } of services) {
    assert.ok(picture.includes(`${name}[`) && picture.includes(`:${port}`), name);
    const row = table.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';
    for (const fact of [String(port), ...consumes, ...(emits ? [emits] : []), ...calls.map(({ service }) => service)])
      assert.ok(row.includes(fact), `${name}: ${fact}`);
    for (const topic of consumes) assert.ok(picture.includes(`${topic.replace('.', '_')} -.-> ${name}`));
  }
});

test('inserts a section between its markers and changes nothing else', () => {
  const document = 'before\n<!-- x:begin -->\nold\n<!-- x:end -->\nafter\n';
  const placed = insertSection(document, 'x', 'new');
  assert.equal(placed, 'before\n<!-- x:begin -->\nnew\n<!-- x:end -->\nafter\n');
  assert.equal(insertSection(placed, 'x', 'new'), placed);
  assert.throws(() => insertSection('no markers', 'x', 'new'), /no section x: add/);
});
