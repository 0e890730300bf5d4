/**
 * Service level objectives, and alerts on how fast their error budget burns: a fast burn pages within minutes, a slow one makes a
 * ticket (https://sre.google/workbook/alerting-on-slos/, multiwindow, multi-burn-rate).
 */
import { type Alert, shop } from './alert.ts';

export interface Objective {
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Share of events that may be bad. */
  readonly budget: number;
  /** PromQL: the share of bad events in a window. */
  badRatio(window: string): string;
  readonly alert: string;
  readonly runbook: string;
}

const rate = (series: string, window: string): string => `sum by (${shop}) (rate(${series}[${window}]))`;
const slower = (metric: string, labels: string, seconds: string, window: string): string =>
  `1 - ${rate(`${metric}_bucket{${[...(labels ? [labels] : []), `le=~"${seconds}([.]0)?"`].join(',')}}`, window)} / ${rate(
    `${metric}_count${labels ? `{${labels}}` : ''}`,
    window,
  )}`;

const requests = 'mambogo_gateway_requests_total';

export const objectives: readonly Objective[] = [
  {
    name: 'order_confirmation',
    title: '99.9 % of orders that do not wait for their shopper are confirmed within 60 s',
    budget: 0.001,
    badRatio: (window) => slower('mambogo_order_confirmation_seconds', '', '60', window),
    alert: 'OrdersConfirmedLate',
    runbook: 'orders-confirmed-late',
  },
  {
    name: 'read_latency',
    title: '95 % of reads of the API take less than 200 ms',
    budget: 0.05,
    badRatio: (window) => slower('mambogo_gateway_request_seconds', 'method="GET"', '0.2', window),
    alert: 'ReadsSlow',
    runbook: 'reads-slow',
  },
  {
    name: 'errors',
    title: 'less than 0.1 % of requests fail',
    budget: 0.001,
    badRatio: (window) =>
      `(${rate(`${requests}{status=~"5.."}`, window)} or 0 * ${rate(requests, window)}) / ${rate(requests, window)}`,
    alert: 'RequestsFail',
    runbook: 'requests-fail',
  },
];

/** Burn rate 1 spends the budget of 30 days in 30 days. */
const burns = [
  { speed: 'Fast', long: '1h', short: '5m', rate: 14.4, for: '2m', severity: 'page' },
  { speed: 'Slow', long: '6h', short: '30m', rate: 6, for: '15m', severity: 'ticket' },
] as const;

const ratioName = (objective: Objective, window: string): string => `mambogo:${objective.name}:bad_ratio_rate${window}`;

/** The ratios of all windows, recorded because several alerts and panels read them. */
export const recordingRules = () =>
  objectives.flatMap((objective) =>
    burns
      .flatMap(({ long, short }) => [short, long])
      .map((window) => ({ record: ratioName(objective, window), expr: objective.badRatio(window) })),
  );

export const burnAlerts: readonly Alert[] = objectives.flatMap((objective) =>
  burns.map(({ speed, long, short, rate: burnRate, for: lasting, severity }): Alert => {
    const threshold = Number((burnRate * objective.budget).toPrecision(4));
    return {
      name: `${objective.alert}${speed}Burn`,
      value: ratioName(objective, long),
      condition: `> ${threshold} and ${ratioName(objective, short)} > ${threshold}`,
      for: lasting,
      severity,
      summary: `${objective.title}: the error budget burns ${burnRate} times too fast`,
      runbook: objective.runbook,
    };
  }),
);
