/** Every metric of Mambogo. Names and labels are public: they are added to, and never renamed. */
import { eventMetrics } from './definitions/events.ts';
import { messageMetrics } from './definitions/messages.ts';
import { operatorMetrics } from './definitions/operator.ts';
import { orderMetrics } from './definitions/orders.ts';
import { processMetrics } from './definitions/process.ts';
import { requestMetrics } from './definitions/requests.ts';
import type { MetricType } from './metric-definition.ts';

export const metrics = {
  ...processMetrics,
  ...requestMetrics,
  ...eventMetrics,
  ...orderMetrics,
  ...messageMetrics,
  ...operatorMetrics,
};

type Metrics = typeof metrics;
export type MetricName = keyof Metrics;
/** Names of the metrics of one type. */
export type NameOf<T extends MetricType> = { [N in MetricName]: Metrics[N]['type'] extends T ? N : never }[MetricName];
/** A value for each label of a metric. */
export type LabelsOf<N extends MetricName> = Readonly<Record<keyof Metrics[N]['labels'], string>>;
