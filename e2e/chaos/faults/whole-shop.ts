/**
 * Faults of more than one process: the runner, the machine, a second instance of every service, a store that is rolled back.
 */
import { keepsFiles, type ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { services } from '@mambogo/blueprint/services.ts';
import { type BusyProcesses, startBusyProcesses } from '../environment/busy-processes.ts';
import type { ChaosEnvironment } from '../environment/chaos-environment.ts';
import { loseTail } from '../environment/lose-tail.ts';
import type { Fault } from './fault.ts';
import { runs, signal } from './processes.ts';

/** Kills the runner: all processes it started end with it, and come back when it is started again on the same data. */
const killedRunner: Fault = {
  kind: 'kill-runner',
  name: 'kill-runner',
  durationRange: [2, 5],
  begin: (environment) => environment.runner.kill(),
  end: (environment) => environment.runner.start(false),
};

/** Nothing is broken: everything takes several times as long. */
function starvedCpu(): Fault {
  let busy: BusyProcesses | undefined;
  const durationRange = [10, 20] as const;
  return {
    kind: 'starve-cpu',
    name: 'starve-cpu',
    durationRange,
    begin() {
      busy = startBusyProcesses(durationRange[1] * 2);
    },
    async end() {
      await busy?.stop();
      busy = undefined;
    },
  };
}

/** The last acknowledged records are missing from the broker's disk when it comes back, as after a power cut. */
const lostTail: Fault = {
  kind: 'lose-tail',
  name: 'lose-tail',
  durationRange: [5, 10],
  async begin(environment) {
    await environment.runner.stopProcess('kafka');
    loseTail(environment.kafkaFolder);
  },
  end: (environment) => environment.runner.restart('kafka'),
};

/** The provider is not part of the shop, and config has one instance. */
const doubled = services.filter((service) => !keepsFiles(service));

/**
 * A second instance joins, and the first is killed with its sidecar: the second takes over. When the first is back, the second
 * is stopped.
 */
function twoInstances(name: string, of: readonly ServiceName[]): Fault {
  return {
    kind: 'two-instances',
    name: `two-instances ${name}`,
    durationRange: [5, 10],
    async begin(environment) {
      for (const service of of) {
        const port = await environment.runner.addInstance(service);
        if (service === 'gateway') environment.gateways.add(port);
      }
      for (const service of of)
        for (const one of [`${service}.sidecar`, service]) await signal(environment, one, 'SIGKILL');
    },
    async end(environment) {
      for (const service of of) await Promise.all([service, `${service}.sidecar`].map((one) => runs(environment, one)));
      for (const service of of) await removeInstance(environment, service);
    },
  };
}

async function removeInstance({ runner, gateways }: ChaosEnvironment, service: ServiceName): Promise<void> {
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
    durationRange: [10, 20],
    recoverySeconds: 12,
    begin: (environment) => environment.rollBacks.backUp(),
    end: (environment) => environment.rollBacks.restore(service),
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
