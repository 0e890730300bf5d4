/**
 * `npm start -- --observe`: every panel and every alert has data of a shop in which somebody bought something, no alert
 * fires while all is well, and the shop does not notice when Prometheus and Zipkin die. That alerts fire: `alerts-fire.nightly.ts`.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventsByType } from '@mambogo/contracts/events/events.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { alerts } from '@mambogo/metrics/alerts/alert-rules.ts';
import { dashboards } from '@mambogo/metrics/dashboards/dashboards.ts';
import { expectWholeTrace } from '../observe/purchase-trace.ts';
import { firingAlerts, queryPrometheus } from '../observe/query-prometheus.ts';
import { buy, prometheus, registry, signal, startObservedShop, zipkin } from './observed-shop.ts';
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

  it('scrapes every service and the runner', async () => {
    await waitUntil(
      'all are up',
      async () => {
        const up = await queryPrometheus(prometheus, 'up');
        const jobs = new Set(up.map(({ labels }) => labels.job));
        return jobs.size === 2 && up.every(({ value }) => value === 1);
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

  it('has one whole trace of a purchase: every hop once, one root, no orphan, and no gap before it is CONFIRMED', async (test) => {
    await expectWholeTrace(zipkin, buy, (line) => test.diagnostic(line));
  });

  it('has the schema of every event in the registry', async () => {
    await waitUntil(
      'all are registered',
      async () => {
        const subjects: unknown = await (await fetch(`${registry}/subjects`)).json();
        return Array.isArray(subjects) && new Set(subjects).isSupersetOf(new Set(eventsByType.keys()));
      },
      60_000,
    );
  });

  it('sells while Prometheus, Zipkin and the registry are killed, which come back', async () => {
    for (const name of ['prometheus', 'zipkin', 'registry']) signal(name, 'SIGKILL');
    await buy();
    await waitUntil(
      'all are back',
      async () => {
        const pages = [`${prometheus}/-/ready`, `${zipkin}/health`, `${registry}/subjects`];
        const responses = await Promise.all(pages.map((page) => fetch(page).catch(() => undefined)));
        return responses.every((response) => response?.ok);
      },
      240_000,
    );
  });
});
