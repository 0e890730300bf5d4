/** Every fault there is. */
import { rmSync } from 'node:fs';
import { services } from '@mambogo/blueprint/services.ts';
import { skewable, wired } from '../stage/stage.ts';
import type { Fault, FaultKind } from './fault.ts';
import { runs, signal } from './processes.ts';
import { wholeShop } from './whole-shop.ts';

const provider = 'psp-simulator';
const stores = ['postgres', 'mariadb', 'redis', 'kafka'] as const;

const victims: readonly (readonly [of: 'service' | 'sidecar' | 'store' | 'provider', process: string])[] = [
  ...services.map(({ name }) => [name === provider ? 'provider' : 'service', name] as const),
  ...services.filter(({ sidecar }) => sidecar).map(({ name }) => ['sidecar', `${name}.sidecar`] as const),
  ...stores.map((name) => ['store', name] as const),
];

const kills = victims.map(
  ([of, name]): Fault => ({
    kind: `kill-${of}`,
    name: `kill-${of} ${name}`,
    lasts: [2, 5],
    begin: (stage) => signal(stage, name, 'SIGKILL'),
    end: (stage) => runs(stage, name),
  }),
);

const suspensions = victims.map(
  ([of, name]): Fault => ({
    kind: `suspend-${of}`,
    name: `suspend-${of} ${name}`,
    lasts: [4, 9],
    begin: (stage) => signal(stage, name, 'SIGSTOP'),
    end: (stage) => signal(stage, name, 'SIGCONT'),
  }),
);

const fullDisks = (['postgres', 'kafka'] as const).map(
  (name): Fault => ({
    kind: 'full-disk',
    name: `full-disk ${name}`,
    lasts: [8, 15],
    begin: (stage) => stage.disks?.[name].fill(),
    async end(stage) {
      await stage.disks?.[name].free();
      await runs(stage, name);
    },
  }),
);

/** The runner's own disk: nothing of the shop may notice. */
const fullLogDisk: Fault = {
  kind: 'full-log-disk',
  name: 'full-log-disk',
  lasts: [8, 15],
  begin: (stage) => stage.disks?.logs.fill(),
  end: (stage) => stage.disks?.logs.free(),
};

/** Minutes ahead, two clocks at a time. */
const skews = skewable.map((name, at): Fault => {
  const other = skewable[(at + 1) % skewable.length] ?? name;
  return {
    kind: 'clock-skew',
    name: `clock-skew ${name} +7 min, ${other} -7 min`,
    lasts: [10, 20],
    begin(stage) {
      stage.clocks?.set(name, 7);
      stage.clocks?.set(other, -7);
    },
    end(stage) {
      for (const one of [name, other]) stage.clocks?.set(one, 0);
    },
  };
});

const onWire = (
  kind: FaultKind,
  wire: (typeof wired)[number] | 'kafka',
  mode: 'cut' | 'freeze' | { readonly type: 'delay'; readonly milliseconds: number },
  lasts: Fault['lasts'],
): Fault => ({
  kind,
  name: `${kind} ${wire}${typeof mode === 'string' ? `, ${mode}` : `, ${mode.milliseconds} ms each way`}`,
  lasts,
  begin: (stage) => stage.wires[wire].set(typeof mode === 'string' ? { type: mode } : mode),
  end: (stage) => stage.wires[wire].set({ type: 'pass' }),
});

const wires = [
  ...wired.flatMap((database) => [
    onWire('slow-store', database, { type: 'delay', milliseconds: 200 }, [6, 12]),
    onWire('stalled-store', database, 'freeze', [5, 12]),
  ]),
  onWire('network-cut', 'kafka', 'cut', [5, 12]),
  onWire('network-cut', 'kafka', 'freeze', [5, 12]),
];

/** Long enough for an event to be given up, were the outage not noticed. */
const absences = stores.map(
  (name): Fault => ({
    kind: 'store-away',
    name: `store-away ${name}`,
    lasts: [60, 60],
    quiet: 12,
    noDeadLetters: true,
    begin: (stage) => stage.runner.stopProcess(name),
    end: (stage) => stage.runner.restart(name),
  }),
);

/** The broker comes back with nothing of what it was given: no topic, no position of any consumer. */
const lostKafka: Fault = {
  kind: 'lose-kafka',
  name: 'lose-kafka',
  lasts: [5, 10],
  quiet: 12,
  async begin(stage) {
    await stage.runner.stopProcess('kafka');
    rmSync(stage.kafkaFolder, { recursive: true, force: true });
  },
  end: (stage) => stage.runner.restart('kafka'),
};

export const allFaults: readonly Fault[] = [
  ...kills,
  ...suspensions,
  ...fullDisks,
  fullLogDisk,
  ...skews,
  ...wires,
  ...absences,
  lostKafka,
  ...wholeShop,
];
