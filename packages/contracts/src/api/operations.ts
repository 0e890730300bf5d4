/**
 * The operations of a shop, for operators: the instances of all services as Dapr's name resolution has them and what each
 * reports, and orders that wait too long, with what they wait for. Nothing here is personal data.
 */
import { z } from 'zod';
import { OrderId } from '../ids.ts';
import { route } from '../route.ts';
import { Time } from '../time.ts';
import { InstanceFacts } from './internal-instance.ts';
import { OrderStatus, TimelineEntry } from './orders.ts';

export const ReportedInstance = InstanceFacts.extend({
  answeredAt: Time.meta({ description: 'when the gateway got this' }),
}).meta({ id: 'ReportedInstance' });
export type ReportedInstance = z.infer<typeof ReportedInstance>;

export const OperatedService = z
  .object({
    service: z.string(),
    appId: z.string().meta({ description: 'its name in Dapr' }),
    addresses: z.array(z.string()).meta({ description: 'of its sidecars, as Dapr resolves its name' }),
    instances: z.array(ReportedInstance).meta({ description: 'those that answered' }),
    silent: z.int().min(0).meta({ description: 'registered instances that did not answer' }),
    error: z.string().optional().meta({ description: 'why not; absent if all answered' }),
  })
  .meta({ id: 'OperatedService' });
export type OperatedService = z.infer<typeof OperatedService>;

const page = z.url().optional();

export const OperationsReport = z
  .object({
    at: Time,
    services: z.array(OperatedService),
    registry: z.object({
      kind: z.enum(['sqlite', 'dns']).meta({
        description:
          "where Dapr's name resolution keeps instances: a file on one machine, DNS of Kubernetes in a cluster",
      }),
      error: z.string().optional().meta({ description: 'why it could not be read' }),
    }),
    links: z
      .object({
        trace: z.string().optional().meta({ description: 'the page of a trace, with `{traceId}`' }),
        dashboards: page,
        runbooks: page.meta({ description: "a runbook's page is this and its name" }),
      })
      .meta({ description: 'pages beside the shop, as far as the settings name them' }),
  })
  .meta({ id: 'OperationsReport' });
export type OperationsReport = z.infer<typeof OperationsReport>;

const operators = { scopes: ['operations:manage'], rate: 'merchants' } as const;

export const getOperations = route({
  ...operators,
  id: 'getOperations',
  owner: 'gateway',
  method: 'GET',
  path: '/api/v1/admin/operations',
  summary: 'Get the instances of all services, their health, backlogs and circuit breakers',
  responses: { 200: OperationsReport },
});

export const StuckReason = z.enum(['stock', 'payment', 'expiry', 'acknowledgement']).meta({
  description:
    'what the order waits for: its stock (2 min), its payment (2 min), its cancellation (5 min after its time), or the acknowledgement of its end (15 min)',
});
export type StuckReason = z.infer<typeof StuckReason>;

export const StuckOrder = z
  .object({
    id: OrderId,
    number: z.string(),
    status: OrderStatus,
    placedAt: Time,
    reason: StuckReason,
    waitsFor: z.string().meta({ description: 'the service whose turn it is' }),
    since: Time,
    lastEvent: z.object({ type: z.string(), at: Time }),
    unpublished: z.int().min(0).meta({ description: 'events of this order that are not published yet' }),
  })
  .meta({ id: 'StuckOrder' });
export type StuckOrder = z.infer<typeof StuckOrder>;

export const listStuckOrders = route({
  ...operators,
  id: 'listStuckOrders',
  owner: 'order',
  method: 'GET',
  path: '/api/v1/admin/operations/stuck-orders',
  summary: 'List orders that wait too long, the longest first, at most 100',
  responses: { 200: z.object({ items: z.array(StuckOrder) }) },
});

const { id, number, status, placedAt, unpublished } = StuckOrder.shape;

export const OrderDiagnosis = z
  .object({
    id,
    number,
    status,
    placedAt,
    stuck: StuckOrder.pick({ reason: true, waitsFor: true, since: true })
      .optional()
      .meta({ description: 'absent: it does not wait too long' }),
    unpublished,
    timeline: z
      .array(TimelineEntry.omit({ data: true, actor: true }).meta({ id: 'OperatorsTimelineEntry' }))
      .meta({ description: 'what happened, of all services; without what is personal' }),
  })
  .meta({ id: 'OrderDiagnosis' });
export type OrderDiagnosis = z.infer<typeof OrderDiagnosis>;

export const getOrderDiagnosis = route({
  ...operators,
  id: 'getOrderDiagnosis',
  owner: 'order',
  method: 'GET',
  path: '/api/v1/admin/operations/orders/{id}',
  summary: 'Get what an order waits for, and its events in all services',
  params: z.object({ id: OrderId }),
  responses: { 200: OrderDiagnosis },
});
