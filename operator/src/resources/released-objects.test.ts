/**
 * A newer operator changes nothing of a shop that stays at the version before, so no pod restarts. Accounts and network policies may
 * grow by what the operator itself does, such as backups: no pod notices.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { previousVersion } from '@mambogo/blueprint/versions.ts';
import { objectsOfSamples } from '../../testing/release-objects.ts';

const file = new URL(`../../testing/released/${previousVersion}.json`, import.meta.url);
const released: Record<string, Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));
const now = objectsOfSamples(previousVersion);

for (const [sample, objects] of Object.entries(released))
  test(`makes the objects of ${previousVersion} for the sample ${sample}`, () => {
    const concernsPods = (key: string) => !/^(ServiceAccount|NetworkPolicy)\//.test(key);
    const changed = Object.keys(objects).filter((key) => concernsPods(key) && objects[key] !== now[sample]?.[key]);
    const added = Object.keys(now[sample] ?? {}).filter((key) => concernsPods(key) && !(key in objects));
    assert.deepEqual([changed, added], [[], []], 'changed and added objects');
  });
