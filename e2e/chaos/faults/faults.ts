/** All faults. */
import { rmSync } from 'node:fs';
import { services } from '@mambogo/blueprint/services.ts';
import { proxiedServices, skewable } from '../environment/chaos-environment.ts';
import type { Fault, FaultKind } from './fault.ts';
import { runs, signal } from './processes.ts';
import { wholeShop } from './whole-shop.ts';

const provider = 'psp-simulator';
const stores = ['postgres', 'mariadb', 'redis', 'kafka'] as const;

const killTargets: readonly (readonly [of: 'service' | 'sidecar' | 'store' | 'provider', process: string])[] = [
  ...services.map(({ name }) => [name === provider ? 'provider' : 'service', name] as const),
  ...services.filter(({ sidecar }) => sidecar).map(({ name }) => ['sidecar', `${name}.sidecar`] as const),
  ...stores.map((name) => ['store', name] as const),
];

const kills = killTargets.map(
  ([of, name]): Fault => ({
    kind: `kill-${of}`,
    name: `kill-${of} ${name}`,
    durationRange: [2, 5],
    begin: (environment) => signal(environment, name, 'SIGKILL'),
    end: (environment) => runs(environment, name),
  }),
);

const suspensions = killTargets.map(
  ([of, name]): Fault => ({
    kind: `suspend-${of}`,
    name: `suspend-${of} ${name}`,
    durationRange: [4, 9],
    begin: (environment) => signal(environment, name, 'SIGSTOP'),
    end: (environment) => signal(environment, name, 'SIGCONT'),
  }),
);

const fullDisks = (['postgres', 'kafka'] as const).map(
  (name): Fault => ({
    kind: 'full-disk',
    name: `full-disk ${name}`,
    durationRange: [8, 15],
    begin: (environment) => environment.disks?.[name].fill(),
    async end(environment) {
      await environment.disks?.[name].free();
      await runs(environment, name);
    },
  }),
);

/** The runner's own disk: the shop must not be affected. */
const fullLogDisk: Fault = {
  kind: 'full-log-disk',
  name: 'full-log-disk',
  durationRange: [8, 15],
  begin: (environment) => environment.disks?.logs.fill(),
  end: (environment) => environment.disks?.logs.free(),
};

/** Minutes ahead, two clocks at a time. */
const skews = skewable.map((name, at): Fault => {
  const other = skewable[(at + 1) % skewable.length] ?? name;
  return {
    kind: 'clock-skew',
    name: `clock-skew ${name} +7 min, ${other} -7 min`,
    durationRange: [10, 20],
    begin(environment) {
      environment.clocks?.set(name, 7);
      environment.clocks?.set(other, -7);
    },
    end(environment) {
      for (const one of [name, other]) environment.clocks?.set(one, 0);
    },
  };
});

const onProxy = (
  kind: FaultKind,
  wire: (typeof proxiedServices)[number] | 'kafka',
  mode: 'cut' | 'freeze' | { readonly type: 'delay'; readonly milliseconds: number },
  lasts: Fault['durationRange'],
): Fault => ({
  kind,
  name: `${kind} ${wire}${typeof mode === 'string' ? `, ${mode}` : `, ${mode.milliseconds} ms each way`}`,
  durationRange: lasts,
  begin: (environment) => environment.proxies[wire].set(typeof mode === 'string' ? { type: mode } : mode),
  end: (environment) => environment.proxies[wire].set({ type: 'pass' }),
});

const networkFaults = [
  ...proxiedServices.flatMap((database) => [
    onProxy('slow-store', database, { type: 'delay', milliseconds: 200 }, [6, 12]),
    onProxy('stalled-store', database, 'freeze', [5, 12]),
  ]),
  onProxy('network-cut', 'kafka', 'cut', [5, 12]),
  onProxy('network-cut', 'kafka', 'freeze', [5, 12]),
];

/** Long enough for an event to be given up if the outage were not detected. */
const outages = stores.map(
  (name): Fault => ({
    kind: 'store-away',
    name: `store-away ${name}`,
    durationRange: [60, 60],
    recoverySeconds: 12,
    forbidsDeadLetters: true,
    begin: (environment) => environment.runner.stopProcess(name),
    end: (environment) => environment.runner.restart(name),
  }),
);

/** The broker comes back without its data: no topics, no consumer offsets. */
const lostKafka: Fault = {
  kind: 'lose-kafka',
  name: 'lose-kafka',
  durationRange: [5, 10],
  recoverySeconds: 12,
  async begin(environment) {
    await environment.runner.stopProcess('kafka');
    rmSync(environment.kafkaFolder, { recursive: true, force: true });
  },
  end: (environment) => environment.runner.restart('kafka'),
};

export const allFaults: readonly Fault[] = [
  ...kills,
  ...suspensions,
  ...fullDisks,
  fullLogDisk,
  ...skews,
  ...networkFaults,
  ...outages,
  lostKafka,
  ...wholeShop,
];
