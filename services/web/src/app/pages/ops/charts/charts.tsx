/** The charts of the operations page, from what this tab has seen. */
import { useLanguage } from '../../../language/language-context.tsx';
import type { Sample } from '../history/rates.ts';
import { reportHistory } from '../history/report-history.ts';
import { useOpsMessages } from '../language/use-ops-messages.ts';
import { Chart, type ChartSeries } from './chart.tsx';
import { clockTime } from './clock-time.ts';

export default function Charts() {
  const { charts: texts } = useOpsMessages();
  const { number, language } = useLanguage();
  const samples = reportHistory();
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) return null;
  const times = samples.map(({ at }) => at / 1_000);
  const line = (label: string, value: (sample: Sample) => number | null, colour: ChartSeries['colour']) => ({
    label,
    colour,
    values: samples.map(value),
  });
  const text = (value: number | null, digits = 1) => (value === null ? '–' : number(Number(value.toFixed(digits))));
  return (
    <section className="stack" aria-labelledby="ops-charts">
      <div className="spread">
        <h2 id="ops-charts">{texts.title}</h2>
        <p className="soft small">{texts.since(clockTime(first.at, language, true))}</p>
      </div>
      <div className="ops-charts">
        <Chart
          title={texts.confirmed}
          latest={texts.perMinute(text(last.confirmed, 0))}
          times={times}
          series={[line(texts.confirmed, ({ confirmed }) => confirmed, '--accent')]}
        />
        <Chart
          title={texts.requests}
          latest={texts.perSecond(text(last.requests), text(last.failed))}
          times={times}
          series={[
            line(texts.requests, ({ requests }) => requests, '--accent'),
            line(texts.failed, ({ failed }) => failed, '--bad'),
          ]}
        />
        <Chart
          title={texts.waiting}
          latest={texts.events(text(last.waiting, 0))}
          times={times}
          series={[line(texts.waiting, ({ waiting }) => waiting, '--accent')]}
        />
        <Chart
          title={texts.delay}
          latest={last.delayMs === null ? texts.noEvents : texts.milliseconds(text(last.delayMs, 0))}
          times={times}
          series={[line(texts.delay, ({ delayMs }) => delayMs, '--accent')]}
        />
      </div>
    </section>
  );
}
