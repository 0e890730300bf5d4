/** One run of Lighthouse with its default settings for a phone (simulated slow network and CPU), and the median of several. */
import lighthouse from 'lighthouse';
import type { LighthouseBrowser } from './open-cart.ts';

export interface LighthouseScores {
  /** Out of 100. */
  readonly performance: number;
  readonly accessibility: number;
  readonly practices: number;
  readonly seo: number;
  /** Largest contentful paint, in milliseconds. */
  readonly paint: number;
  /** Total blocking time, in milliseconds. */
  readonly blocked: number;
  readonly shift: number;
  /** Failed audits of accessibility, best practices and search engine optimization. */
  readonly missed: readonly string[];
}

export async function runLighthouse(url: string, { port }: LighthouseBrowser): Promise<LighthouseScores> {
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
    // The guest's cart is a cookie.
    disableStorageReset: true,
  });
  if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message ?? `no result for ${url}`);
  const { categories, audits } = result.lhr;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const figure = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  const missed = ['accessibility', 'best-practices', 'seo']
    .flatMap((name) => categories[name]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => audits[id]?.title ?? id);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    practices: score('best-practices'),
    seo: score('seo'),
    paint: figure('largest-contentful-paint'),
    blocked: figure('total-blocking-time'),
    shift: figure('cumulative-layout-shift'),
    missed,
  };
}

/** The median run by performance. */
export function medianScores(scores: readonly LighthouseScores[]): LighthouseScores {
  const sorted = [...scores].sort((a, b) => a.performance - b.performance);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error('a median needs at least one run');
  return middle;
}
