/**
 * Counts and measures. What is on the path of a request is plain numbers: a count is one look-up in a map and one addition.
 * Gauges are read when they are scraped. Nothing is loaded for it, so that it costs no memory in a shop that nobody scrapes
 * (docs/decisions/0065-metrics-are-a-table.md).
 */
import type { MetricDefinition } from './metric-definition.ts';
import { type LabelsOf, type MetricName, metrics, type NameOf } from './metrics.ts';
import { histogramLines, sampleLine } from './text-format.ts';

/** Values of a gauge, each with its labels. */
export type Samples<N extends MetricName> = readonly (readonly [LabelsOf<N>, number])[];
type Reading<N extends MetricName> = number | Samples<N>;
/** Reads a gauge (or a counter that is kept elsewhere) when it is scraped; undefined: it has no value now. */
export type Read<N extends MetricName> = () => Reading<N> | undefined | Promise<Reading<N> | undefined>;

export interface Meter {
  count<N extends NameOf<'counter'>>(name: N, labels: LabelsOf<N>, by?: number): void;
  observe<N extends NameOf<'histogram'>>(name: N, labels: LabelsOf<N>, value: number): void;
  /** A second reader of the same metric replaces the first. */
  read<N extends NameOf<'gauge' | 'counter'>>(name: N, read: Read<N>): void;
  /** The values that a gauge or a counter has now; none if its reader fails or is late. */
  valuesOf<N extends NameOf<'gauge' | 'counter'>>(name: N, timeoutMs?: number): Promise<Samples<N>>;
  /** How many values a histogram has, and their sum, by its labels. */
  totalsOf<N extends NameOf<'histogram'>>(name: N): readonly HistogramTotal<N>[];
  /** All metrics in Prometheus' text format. A reader that fails or is late is left out and counted. */
  render(): Promise<string>;
  /** Forgets all values, for tests. */
  reset(): void;
}

export interface HistogramTotal<N extends MetricName> {
  readonly labels: LabelsOf<N>;
  readonly count: number;
  readonly sum: number;
}

interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** A count, or the sum of a histogram. */
  value: number;
  /** Observations up to each bound, not cumulative, and above the last. */
  readonly buckets: number[];
}

/** A metric has no more series; further ones are not counted. Labels are bounded, so only a mistake reaches it. */
const maxSeries = 2_000;
const readTimeoutMs = 2_000;

export function createMeter(): Meter {
  const measured = new Map<MetricName, Map<string, Series>>();
  const readers = new Map<MetricName, Read<MetricName>>();

  function seriesOf(name: MetricName, labels: Readonly<Record<string, string>>): Series | undefined {
    const { labels: defined, buckets = [] }: MetricDefinition = metrics[name];
    let key = '';
    for (const label in defined) key += `${labels[label]}\n`;
    let all = measured.get(name);
    if (!all) {
      all = new Map();
      measured.set(name, all);
    }
    const known = all.get(key);
    if (known || all.size >= maxSeries) return known;
    const created = { labels: { ...labels }, value: 0, buckets: Array.from({ length: buckets.length + 1 }, () => 0) };
    all.set(key, created);
    return created;
  }

  type AnySample = readonly [Readonly<Record<string, string>>, number];

  /** Of a gauge or a counter. */
  async function samplesOf(name: MetricName, timeoutMs: number): Promise<readonly AnySample[]> {
    const read = readers.get(name);
    if (!read) return [...(measured.get(name)?.values() ?? [])].map(({ labels, value }) => [labels, value]);
    try {
      const reading = await Promise.race([read(), failAfter(timeoutMs)]);
      if (reading === undefined) return [];
      return typeof reading === 'number' ? [[{}, reading]] : reading;
    } catch {
      meter.count('mambogo_metric_read_failures_total', { metric: name });
      return [];
    }
  }

  async function linesOf(name: MetricName): Promise<string[]> {
    const { type, help, buckets = [] }: MetricDefinition = metrics[name];
    const lines =
      type === 'histogram'
        ? [...(measured.get(name)?.values() ?? [])].flatMap((series) =>
            histogramLines(name, series.labels, buckets, series.buckets, series.value),
          )
        : (await samplesOf(name, readTimeoutMs)).map(([labels, value]) => sampleLine(name, labels, value));
    return lines.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
  }

  const meter: Meter = {
    count(name, labels, by = 1) {
      const series = seriesOf(name, labels);
      if (series) series.value += by;
    },
    observe(name, labels, value) {
      const { buckets }: MetricDefinition = metrics[name];
      const series = seriesOf(name, labels);
      if (!series || !buckets) return;
      let at = 0;
      while (at < buckets.length && value > (buckets[at] ?? 0)) at += 1;
      series.buckets[at] = (series.buckets[at] ?? 0) + 1;
      series.value += value;
    },
    read(name, read) {
      readers.set(name, read as Read<MetricName>);
    },
    async valuesOf<N extends NameOf<'gauge' | 'counter'>>(name: N, timeoutMs = readTimeoutMs) {
      return (await samplesOf(name, timeoutMs)) as Samples<N>;
    },
    totalsOf<N extends NameOf<'histogram'>>(name: N) {
      return [...(measured.get(name)?.values() ?? [])].map(({ labels, value, buckets }) => ({
        labels: labels as LabelsOf<N>,
        count: buckets.reduce((sum, one) => sum + one, 0),
        sum: value,
      }));
    },
    async render() {
      const names = Object.keys(metrics) as MetricName[];
      return `${(await Promise.all(names.map(linesOf))).flat().join('\n')}\n`;
    },
    reset() {
      measured.clear();
      readers.clear();
    },
  };
  return meter;
}

const failAfter = (milliseconds: number): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not read within ${milliseconds} ms`)), milliseconds).unref();
  });

/** The meter of this process. */
export const meter = createMeter();
