/** The gauges of the gateway. Its counters are counted where it happens. */
import type { Meter } from '@mambogo/metrics/meter.ts';
import type { Context } from '../context.ts';
import type { BreakerState } from '../upstreams/upstreams.ts';

type Sources = Pick<Context, 'upstreams' | 'openStreams' | 'memory' | 'load' | 'redis'>;

const states: readonly BreakerState[] = ['closed', 'half-open', 'open'];

export function readGatewayMetrics(meter: Meter, { upstreams, openStreams, memory, load, redis }: Sources): void {
  meter.read('mambogo_gateway_breaker_state', () =>
    Object.entries(upstreams.states()).flatMap(([peer, now]) =>
      states.map((state) => [{ peer, state }, Number(state === now)] as const),
    ),
  );
  meter.read('mambogo_gateway_upstream_calls', () =>
    Object.entries(upstreams.load()).flatMap(([peer, { active, waiting }]) => [
      [{ peer, state: 'active' }, active] as const,
      [{ peer, state: 'waiting' }, waiting] as const,
    ]),
  );
  meter.read('mambogo_gateway_open_streams', openStreams.count);
  meter.read('mambogo_gateway_held_bytes', memory.used);
  meter.read('mambogo_gateway_lag_seconds', () => load.lastLag() / 1_000);
  meter.read('mambogo_gateway_redis_ready', () => Number(redis.status === 'ready'));
}
