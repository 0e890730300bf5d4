/**
 * `npm start -- --observe`: every panel and every alert has data of a shop in which somebody bought something; alerts fire when a
 * store and a service freeze; and the shop does not notice when Prometheus and Zipkin die.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { alerts } from '@mambogo/metrics/alerts/alert-rules.ts';
import { dashboards } from '@mambogo/metrics/dashboards/dashboards.ts';
import { firingAlerts, queryPrometheus } from '../observe/query-prometheus.ts';
import {
  buy,
  prometheus,
  signal,
  startObservedShop,
  waitUntilEnded,
  waitUntilFiring,
  whileFrozen,
  zipkin,
} from './observed-shop.ts';
import { stopRunners } from './runner-process.ts';

const queries = [
  ...alerts.map(({ name, value }) => ({ title: `alert ${name}`, expr: value })),
  ...dashboards.flatMap(({ title, panels }) =>
    panels.flatMap((panel) =>
      panel.queries
        .filter(({ clusterOnly, rare }) => !clusterOnly && !rare)
        .map(({ expr }) => ({ title: `${title}, ${panel.title}`, expr })),
    ),
  ),
];

describe('a shop with --observe', { timeout: 900_000 }, () => {
  before(async () => {
    await startObservedShop();
    await buy();
  });

  after(stopRunners);

  it('scrapes every service and sidecar, and the runner', async () => {
    await waitUntil(
      'all are up',
      async () => {
        const up = await queryPrometheus(prometheus, 'up');
        const jobs = new Set(up.map(({ labels }) => labels.job));
        return jobs.size === 3 && up.every(({ value }) => value === 1);
      },
      60_000,
    );
  });

  it(`has data for each of ${queries.length} panels and alerts`, async () => {
    let missing: typeof queries = queries;
    await waitUntil(
      'all have data',
      async () => {
        const found = await Promise.all(missing.map(({ expr }) => queryPrometheus(prometheus, expr)));
        missing = missing.filter((_, at) => found[at]?.length === 0);
        return missing.length === 0;
      },
      120_000,
    ).catch((error: unknown) => {
      throw new Error(`no data: ${missing.map(({ title }) => title).join('; ')}`, { cause: error });
    });
  });

  it('fires no alert while all is well', async () => {
    assert.deepEqual([...(await firingAlerts(prometheus))], []);
  });

  it('has the trace of the purchase', async () => {
    await waitUntil(
      'a trace crosses services',
      async () => {
        const response = await fetch(`${zipkin}/api/v2/traces?serviceName=payment&limit=50&lookback=1200000`);
        const traces = (await response.json()) as { localEndpoint?: { serviceName?: string } }[][];
        return traces.some((spans) => new Set(spans.map((span) => span.localEndpoint?.serviceName)).size >= 3);
      },
      60_000,
    );
  });

  it('fires StoreDown and ServiceDown when a store and a service freeze, and ends them', async () => {
    const expected = ['StoreDown', 'ServiceDown'];
    await whileFrozen(['mariadb', 'web'], () => waitUntilFiring(expected, 240_000));
    await waitUntilEnded(expected, 180_000);
  });

  it('sells while Prometheus and Zipkin are killed, which come back', async () => {
    signal('prometheus', 'SIGKILL');
    signal('zipkin', 'SIGKILL');
    await buy();
    await waitUntil(
      'both are back',
      async () => {
        const pages = [`${prometheus}/-/ready`, `${zipkin}/health`];
        const responses = await Promise.all(pages.map((page) => fetch(page).catch(() => undefined)));
        return responses.every((response) => response?.ok);
      },
      240_000,
    );
  });
});
