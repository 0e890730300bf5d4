/**
 * A small line chart over time, drawn by uPlot on a canvas. The heading has the latest value as text, so the picture adds nothing
 * that a screen reader would miss. Colours are the theme's; it is drawn again when the theme changes.
 */
import { useEffect, useId, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useLanguage } from '../../../language/language-context.tsx';
import { clockTime } from './clock-time.ts';

export interface ChartSeries {
  readonly label: string;
  /** A token of design/tokens.css. */
  readonly colour: '--accent' | '--bad';
  readonly values: readonly (number | null)[];
}

interface ChartProps {
  readonly title: string;
  /** The latest value with its unit. */
  readonly latest: string;
  /** Seconds since 1970, ascending. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
}

const height = 120;
/** Shown at least. */
const shortestSeconds = 300;

export function Chart({ title, latest, times, series }: ChartProps) {
  const id = useId();
  const { language } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const data: UPlot.AlignedData = [[...times], ...series.map(({ values }) => [...values])];
  const shown = useRef(data);
  shown.current = data;
  const lines = series.map(({ label, colour }) => `${label} ${colour}`).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: data is set by the next effect
  useEffect(() => {
    const { current: element } = place;
    if (!element) return undefined;
    const draw = () => {
      plot.current?.destroy();
      plot.current = new UPlot(optionsOf(element, series, language), shown.current, element);
    };
    draw();
    const resized = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    const stopWatching = onThemeChange(draw);
    return () => {
      resized.disconnect();
      stopWatching();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [lines, language]);
  useEffect(() => plot.current?.setData(data));

  return (
    <section className="card ops-chart" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p className="ops-latest tabular">{latest}</p>
      <div ref={place} aria-hidden="true" />
    </section>
  );
}

function optionsOf(element: HTMLElement, series: readonly ChartSeries[], language: string): UPlot.Options {
  const style = getComputedStyle(element);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  const axis = {
    stroke: colour('--soft'),
    grid: { stroke: colour('--hairline'), width: 1 },
    ticks: { show: false },
    font: `12px ${style.fontFamily}`,
  };
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      // A page just opened has one sample, whose time would be the middle of a day.
      x: { range: (_plot, low, high) => [Math.min(low, high - shortestSeconds), high] },
      y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] },
    },
    axes: [
      { ...axis, space: 90, values: (_plot, ticks) => ticks.map((tick) => clockTime(tick * 1_000, language)) },
      { ...axis, size: 44, space: 30 },
    ],
    series: [
      {},
      ...series.map(({ label, colour: token }) => ({
        label,
        stroke: colour(token),
        width: 2,
        points: { show: false },
        spanGaps: false,
      })),
    ],
  };
}

/** @returns stops watching */
function onThemeChange(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(changed);
  system.addEventListener('change', changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', changed);
    chosen.disconnect();
  };
}
