/** One run of Lighthouse with its own settings for a phone (slow network and CPU, simulated), and the median of several. */
import lighthouse from 'lighthouse';
import type { LighthouseBrowser } from './open-cart.ts';

export interface LighthouseScores {
  /** Of 100. */
  readonly performance: number;
  readonly accessibility: number;
  readonly practices: number;
  /** Milliseconds until the largest thing is painted. */
  readonly paint: number;
  /** Milliseconds the page could not answer in. */
  readonly blocked: number;
  readonly shift: number;
  /** What failed of accessibility and best practices, in words. */
  readonly missed: readonly string[];
}

export async function runLighthouse(url: string, { port }: LighthouseBrowser): Promise<LighthouseScores> {
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
    // The guest's cart is a cookie.
    disableStorageReset: true,
  });
  if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message ?? `no verdict on ${url}`);
  const { categories, audits } = result.lhr;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const figure = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  const missed = ['accessibility', 'best-practices']
    .flatMap((name) => categories[name]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => audits[id]?.title ?? id);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    practices: score('best-practices'),
    paint: figure('largest-contentful-paint'),
    blocked: figure('total-blocking-time'),
    shift: figure('cumulative-layout-shift'),
    missed,
  };
}

/** The run in the middle, by performance. */
export function medianScores(scores: readonly LighthouseScores[]): LighthouseScores {
  const sorted = [...scores].sort((a, b) => a.performance - b.performance);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error('a median needs at least one run');
  return middle;
}
