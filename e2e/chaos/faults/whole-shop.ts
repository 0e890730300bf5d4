/** Faults of more than one process: the runner, the machine, every service twice, a store that goes back in time. */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { services } from '@mambogo/blueprint/services.ts';
import { type BusyProcesses, startBusyProcesses } from '../stage/busy-processes.ts';
import { loseTail } from '../stage/lose-tail.ts';
import type { Stage } from '../stage/stage.ts';
import type { Fault } from './fault.ts';
import { runs, signal } from './processes.ts';

/** What `npm start` is: everything it started ends with it, and is there again when it is started on the same data. */
const killedRunner: Fault = {
  kind: 'kill-runner',
  name: 'kill-runner',
  lasts: [2, 5],
  begin: (stage) => stage.runner.kill(),
  end: (stage) => stage.runner.start(false),
};

/** Nothing is broken: everything takes several times as long. */
function starvedCpu(): Fault {
  let busy: BusyProcesses | undefined;
  const lasts = [10, 20] as const;
  return {
    kind: 'starve-cpu',
    name: 'starve-cpu',
    lasts,
    begin() {
      busy = startBusyProcesses(lasts[1] * 2);
    },
    async end() {
      await busy?.stop();
      busy = undefined;
    },
  };
}

/** The last of what the broker acknowledged is not on its disk when it comes back, as after a power cut. */
const lostTail: Fault = {
  kind: 'lose-tail',
  name: 'lose-tail',
  lasts: [5, 10],
  async begin(stage) {
    await stage.runner.stopProcess('kafka');
    loseTail(stage.kafkaFolder);
  },
  end: (stage) => stage.runner.restart('kafka'),
};

/** The provider is no part of the shop. */
const doubled = services.filter(({ name }) => name !== 'psp-simulator');

/** A second one joins, and the first is killed with its sidecar: the second goes on. When the first is back, the second is stopped. */
function twoInstances(name: string, of: readonly ServiceName[]): Fault {
  return {
    kind: 'two-instances',
    name: `two-instances ${name}`,
    lasts: [5, 10],
    async begin(stage) {
      for (const service of of) {
        const port = await stage.runner.addInstance(service);
        if (service === 'gateway') stage.gateways.add(port);
      }
      for (const service of of) for (const one of [`${service}.sidecar`, service]) await signal(stage, one, 'SIGKILL');
    },
    async end(stage) {
      for (const service of of) await Promise.all([service, `${service}.sidecar`].map((one) => runs(stage, one)));
      for (const service of of) await removeInstance(stage, service);
    },
  };
}

async function removeInstance({ runner, gateways }: Stage, service: ServiceName): Promise<void> {
  const second = `${service}.2`;
  const running = (await runner.processes()).map(({ name }) => name);
  if (service === 'gateway') gateways.removeFurther();
  for (const name of [second, `${second}.sidecar`]) if (running.includes(name)) await runner.stopProcess(name);
}

const every = doubled.map(({ name }) => name);

const rollBacks = (['order', 'payment'] as const).map(
  (service): Fault => ({
    kind: 'roll-back-store',
    name: `roll-back-store ${service}`,
    lasts: [10, 20],
    quiet: 12,
    begin: (stage) => stage.rollBacks.backUp(),
    end: (stage) => stage.rollBacks.restore(service),
  }),
);

export const wholeShop: readonly Fault[] = [
  lostTail,
  killedRunner,
  starvedCpu(),
  ...every.map((service) => twoInstances(service, [service])),
  twoInstances('every-service', every),
  ...rollBacks,
];
