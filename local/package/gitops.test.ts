import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LuaFactory } from 'wasmoon';
import { parse } from 'yaml';
import { root } from '../images/image-builder.ts';

const { data } = parse(readFileSync(join(root, 'storefronts/gitops/argocd/argocd-cm.yaml'), 'utf8')) as {
  data: Record<string, string>;
};
const lua = new LuaFactory();

/** What Argo CD would show for an object. */
async function healthOf(kind: string, object: object): Promise<{ status: string; message?: string }> {
  const engine = await lua.createEngine();
  try {
    engine.global.set('input', JSON.stringify(object));
    engine.global.set('decode', (text: string) => JSON.parse(text));
    await engine.doString('obj = decode(input)');
    const { status, message } = await engine.doString(data[`resource.customizations.health.mambogo.com_${kind}`] ?? '');
    return { status, message };
  } finally {
    engine.global.close();
  }
}

const shop = (conditions: Record<string, string>, { observed = 2, phase = 'Ready', spec = {} } = {}) => ({
  metadata: { generation: 2 },
  spec,
  status: {
    observedGeneration: observed,
    phase,
    conditions: Object.entries(conditions).map(([type, status]) => ({ type, status, message: `${type} says so` })),
  },
});

test('Argo CD sees a shop as ready, in progress, stalled, or suspended', async () => {
  const health = (object: object) => healthOf('Storefront', object);
  assert.deepEqual(await health(shop({ Ready: 'True', Stalled: 'False' })), {
    status: 'Healthy',
    message: 'Ready says so',
  });
  assert.equal((await health(shop({ Ready: 'False', Stalled: 'False' }))).status, 'Progressing');
  assert.deepEqual(await health(shop({ Ready: 'False', Stalled: 'True' })), {
    status: 'Degraded',
    message: 'Stalled says so',
  });
  assert.equal((await health(shop({ Ready: 'True' }, { observed: 1 }))).status, 'Progressing', 'an older spec');
  assert.equal((await health({ metadata: { generation: 1 } })).status, 'Progressing', 'no status yet');
  assert.equal((await health(shop({ Ready: 'False' }, { phase: 'Hibernated' }))).status, 'Suspended');
  assert.equal((await health(shop({ Ready: 'True' }, { spec: { paused: true } }))).status, 'Suspended');
});

test('Argo CD sees backups and restores as complete, failed, or in progress', async () => {
  for (const kind of ['StorefrontBackup', 'StorefrontRestore']) {
    assert.equal((await healthOf(kind, { status: { phase: 'Completed' } })).status, 'Healthy');
    assert.deepEqual(await healthOf(kind, { status: { phase: 'Failed', message: 'no space' } }), {
      status: 'Degraded',
      message: 'no space',
    });
    assert.equal((await healthOf(kind, {})).status, 'Progressing');
  }
});
