/** For tests: what Prometheus scrapes in a situation, and which alerts fire then. All others must be silent. */

export interface Situation {
  readonly title: string;
  /** Series -> values, one every minute, in promtool's notation: `0+6x120` begins with 0 and adds 6, 120 times. */
  readonly series: Readonly<Record<string, string>>;
  /** When alerts are looked at, since the beginning. */
  readonly at: string;
  readonly fires: readonly string[];
}

const order = 'service="order"';
const constant = (value: number, times = 60): string => `${value}x${times}`;
const growing = (step: number, times = 60): string => `0+${step}x${times}`;

/** A shop where all is well. */
const healthy: Situation['series'] = {
  'mambogo_order_confirmation_seconds_bucket{le="60"}': growing(10),
  mambogo_order_confirmation_seconds_count: growing(10),
  'mambogo_gateway_request_seconds_bucket{method="GET",le="0.2"}': growing(99),
  'mambogo_gateway_request_seconds_count{method="GET"}': growing(100),
  'mambogo_gateway_requests_total{status="200"}': growing(1_000),
  'mambogo_orders_stuck{reason="stock"}': constant(0),
  [`mambogo_outbox_oldest_seconds{${order}}`]: constant(0),
  [`mambogo_inbox_delay_seconds_bucket{${order},topic="payment.events",le="0.1"}`]: growing(10),
  [`mambogo_inbox_delay_seconds_bucket{${order},topic="payment.events",le="+Inf"}`]: growing(10),
  [`mambogo_dead_letters{${order},kind="poison"}`]: constant(0),
  [`mambogo_dead_letters{${order},kind="transient"}`]: constant(0),
  [`mambogo_store_up{${order}}`]: constant(1),
  [`mambogo_sidecar_up{${order}}`]: constant(1),
  [`up{job="services",${order}}`]: constant(1),
  [`mambogo_invariant_violations{${order},invariant="it adds up"}`]: constant(0),
  'mambogo_certificate_expiry_timestamp_seconds{certificate="sidecars"}': constant(8_640_000),
  mambogo_operator_leading: constant(1),
  'mambogo_storefront_certificate_expiry_timestamp_seconds{namespace="demo",name="shop"}': constant(8_640_000),
  'mambogo_storefront_generation_lag{namespace="demo",name="shop"}': constant(0),
  'mambogo_storefront_condition{namespace="demo",name="shop",type="Ready",status="True"}': constant(1),
};

const when = (title: string, fires: readonly string[], changed: Situation['series'], at = '25m'): Situation => ({
  title,
  series: { ...healthy, ...changed },
  at,
  fires,
});

const burning = (name: string): readonly string[] => [`${name}FastBurn`, `${name}SlowBurn`];

export const situations: readonly Situation[] = [
  when('all is well', [], {}),
  when('one order in ten takes over a minute', burning('OrdersConfirmedLate'), {
    'mambogo_order_confirmation_seconds_bucket{le="60"}': growing(9),
  }),
  when('one order in a hundred takes over a minute', ['OrdersConfirmedLateSlowBurn'], {
    'mambogo_order_confirmation_seconds_bucket{le="60"}': growing(99),
    mambogo_order_confirmation_seconds_count: growing(100),
  }),
  when('nine of ten reads are slow', burning('ReadsSlow'), {
    'mambogo_gateway_request_seconds_bucket{method="GET",le="0.2"}': growing(10),
  }),
  when('one request in twenty fails', burning('RequestsFail'), {
    'mambogo_gateway_requests_total{status="503"}': growing(50),
  }),
  when('orders wait for inventory', ['OrdersStuck'], { 'mambogo_orders_stuck{reason="stock"}': constant(3) }),
  when('the broker takes no events', ['OutboxNotPublished'], {
    [`mambogo_outbox_oldest_seconds{${order}}`]: growing(30),
  }),
  when('a consumer is a minute behind', ['EventsHandledLate'], {
    [`mambogo_inbox_delay_seconds_bucket{${order},topic="payment.events",le="30"}`]: constant(0),
    [`mambogo_inbox_delay_seconds_bucket{${order},topic="payment.events",le="0.1"}`]: constant(0),
    [`mambogo_inbox_delay_seconds_bucket{${order},topic="payment.events",le="60"}`]: growing(10),
  }),
  when('an event is poison', ['DeadLetterWaits'], { [`mambogo_dead_letters{${order},kind="poison"}`]: constant(1) }),
  when('a dead letter is retried in vain', ['DeadLetterNotReplayed'], {
    [`mambogo_dead_letters{${order},kind="transient"}`]: constant(1),
  }),
  when('the mail server is away', ['MessagesNotSent'], { mambogo_messages_oldest_seconds: growing(120) }),
  when('a database is down', ['StoreDown'], { [`mambogo_store_up{${order}}`]: constant(0) }),
  when('a service does not run', ['ServiceDown'], { [`up{job="services",${order}}`]: constant(0) }),
  when('a sidecar makes no calls', ['SidecarDown'], { [`mambogo_sidecar_up{${order}}`]: constant(0) }),
  when('data does not agree', ['InvariantViolated'], {
    [`mambogo_invariant_violations{${order},invariant="it adds up"}`]: constant(2),
  }),
  when('a certificate ends in a week', ['CertificateExpires'], {
    'mambogo_certificate_expiry_timestamp_seconds{certificate="sidecars"}': constant(500_000),
  }),
  when("a certificate of a Storefront's stores ends in a week", ['StorefrontCertificateExpires'], {
    'mambogo_storefront_certificate_expiry_timestamp_seconds{namespace="demo",name="shop"}': constant(500_000),
  }),
  when('a backup failed', ['StorefrontNotBackedUp'], {
    'mambogo_storefront_condition{namespace="demo",name="shop",type="BackedUp",status="False"}': constant(1),
  }),
  when('no operator leads', ['OperatorNotLeading'], { mambogo_operator_leading: constant(0) }),
  when('the operator is gone', ['OperatorNotLeading'], {
    'mambogo_storefront_certificate_expiry_timestamp_seconds{namespace="demo",name="shop"}': '_x60',
    mambogo_operator_leading: '_x60',
    'mambogo_storefront_generation_lag{namespace="demo",name="shop"}': '_x60',
    'mambogo_storefront_condition{namespace="demo",name="shop",type="Ready",status="True"}': '_x60',
  }),
  when('a spec is not applied', ['StorefrontNotReconciled'], {
    'mambogo_storefront_generation_lag{namespace="demo",name="shop"}': constant(1),
  }),
  when('a Storefront is not ready', ['StorefrontNotReady'], {
    'mambogo_storefront_condition{namespace="demo",name="shop",type="Ready",status="True"}': '_x60',
    'mambogo_storefront_condition{namespace="demo",name="shop",type="Progressing",status="True"}': constant(1),
    'mambogo_storefront_condition{namespace="demo",name="shop",type="Stalled",status="False"}': constant(1),
  }),
  when('a Storefront is hibernated', [], {
    'mambogo_storefront_condition{namespace="demo",name="shop",type="Ready",status="True"}': '_x60',
    'mambogo_storefront_condition{namespace="demo",name="shop",type="Progressing",status="False"}': constant(1),
    'mambogo_storefront_condition{namespace="demo",name="shop",type="Stalled",status="False"}': constant(1),
  }),
];
