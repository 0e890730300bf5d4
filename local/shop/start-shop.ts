/**
 * Starts a whole shop on this machine from one Storefront file. Either everything runs when this resolves, or nothing is left
 * running when it rejects.
 */
import { join } from 'node:path';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { buildModel } from '@mambogo/operator/model/build-model.ts';
import type { Model } from '@mambogo/operator/model/model.ts';
import { profileDefaults } from '@mambogo/operator/model/profile-defaults.ts';
import { commandHint, shopOptions } from '../cli/command-hint.ts';
import { makeSidecarTokens } from '../dapr/sidecar-tokens.ts';
import { mailPage, requiredMailPorts } from '../mail/mail-server.ts';
import { startMailServer, withMail } from '../mail/start-mail-server.ts';
import { requiredObserverPorts } from '../observe/observer-ports.ts';
import { createObservers, type Observers } from '../observe/observers.ts';
import { requiredRegistryPorts } from '../registry/apicurio.ts';
import { schemaRegistryUrl, startSchemaRegistry } from '../registry/schema-registry.ts';
import { ensureRootKey, writeCredentials } from '../services/write-credentials.ts';
import { localTopicsInput } from '../stores/kafka-topics.ts';
import { requireTraversable } from '../stores/system-user.ts';
import { requireFreePorts } from '../supervisor/ports.ts';
import { stopLeftoverProcesses } from '../supervisor/process-record.ts';
import { CancelledError, terminalProgress } from '../supervisor/progress.ts';
import { waitForLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { createSupervisor, processRecordFile } from '../supervisor/supervisor.ts';
import { docsFolder } from '../toolchain/build-docs.ts';
import { cacheFolder, dataFolder } from '../toolchain/cache-folder.ts';
import { prepareObserverPrograms } from '../toolchain/observer-programs.ts';
import { prepareRegistryPrograms } from '../toolchain/registry-programs.ts';
import { createInstances } from './further-instances.ts';
import { localPlacement, storePorts } from './local-placement.ts';
import { prepareShopTools } from './prepare-shop-tools.ts';
import { writeRateLimits } from './rate-limits.ts';
import { readStorefront } from './read-storefront.ts';
import { requiredPorts } from './required-ports.ts';
import type { Shop, ShopOptions } from './shop.ts';
import { shopAddresses } from './shop-addresses.ts';
import { clearDataDir, hasStoreData, prepareDataDir, requireFreeSpace, shopDirs } from './shop-dirs.ts';
import { startServices } from './start-services.ts';
import { startStores } from './start-stores.ts';
import { waitForCatalogue } from './wait-for-catalogue.ts';

/** Milliseconds to wait for an earlier run that is still stopping. */
const stopTimeoutMs = 60_000;

export async function startShop(options: ShopOptions = {}): Promise<Shop> {
  const { portOffset = 0, progress = terminalProgress(), signal } = options;
  const storefront = readStorefront(options.storefrontFile);
  const name = storefront.metadata.name;
  const dirs = shopDirs(options.dataDir ?? dataFolder(name), options.storeDirs);
  const aborted = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(new CancelledError());
    signal?.addEventListener('abort', () => reject(new CancelledError()));
  });
  aborted.catch(() => undefined);
  const waiting = () => progress.print('An earlier run of this shop is still stopping; waiting for it to exit.');
  const lock = await Promise.race([waitForLock(dirs.dataDir, stopTimeoutMs, waiting), aborted]);
  if ('heldBy' in lock) {
    throw new StartError(
      `the shop "${name}" is already running, started by pid ${lock.heldBy} (data: ${dirs.dataDir}): use it, or stop it`,
    );
  }
  const supervisor = createSupervisor({ logs: dirs.logs, run: dirs.run }, progress);
  let observers: Observers | undefined;
  const stop = async () => {
    lock.markStopping();
    await supervisor.stop();
    observers?.stop();
    await lock.release();
  };

  const start = async () => {
    prepareDataDir(dirs);
    const leftovers = await stopLeftoverProcesses(processRecordFile(dirs.run));
    if (leftovers.length > 0) progress.warn(`stopped processes left by an earlier run: ${leftovers.join(', ')}`);
    if (options.fresh) {
      clearDataDir(dirs);
      prepareDataDir(dirs);
    }
    requireTraversable(dirs.dataDir);
    requireFreeSpace(dirs.dataDir);
    const ports = storePorts(portOffset);
    const placement = localPlacement(dirs.dataDir, portOffset, options.proxiedPorts);
    const model = buildModel(storefront, placement);
    const observerPorts = options.observe ? requiredObserverPorts(model, portOffset) : [];
    const registryPorts = options.registry ? requiredRegistryPorts(portOffset) : [];
    const mail = options.mail ? requiredMailPorts(portOffset) : [];
    await requireFreePorts(
      new Map([...requiredPorts(model, ports), ...observerPorts, ...registryPorts, ...mail]),
      (moved) => commandHint('start', shopOptions({ ...options, portOffset: portOffset + moved }, name)),
    );
    const cache = cacheFolder();
    const tools = await prepareShopTools(cache, dirs.logs, progress);

    const firstStart = !hasStoreData(dirs);
    const root = ensureRootKey(dirs.rootKeyFile, !firstStart);
    const secret = (purpose: string) => deriveSecret(root, purpose);
    writeCredentials(dirs.credentials, model.services, secret);
    const limits = options.limits ?? model.limits;
    if (limits) writeRateLimits(model, limits);
    signal?.throwIfAborted();
    const sidecarTokens = makeSidecarTokens(model.daprComponents.namespace);
    const { proxiedPorts: detours, partitions } = options;
    const stores = startStores({
      model,
      dirs,
      ports,
      proxiedPorts: detours,
      partitions,
      tools,
      supervisor,
      progress,
      sidecarTokens,
      secret,
    });
    if (options.observe)
      observers = createObservers({
        topics: localTopicsInput(model, ports.kafka, secret, options.partitions),
        dirs,
        portOffset,
        programs: await prepareObserverPrograms(cache, dirs.logs, progress),
        supervisor,
        progress,
      });
    const observing = observers?.start();
    const registry = options.registry
      ? startSchemaRegistry(
          {
            shop: { model, dirs, ports, secret },
            portOffset,
            programs: await prepareRegistryPrograms(cache, dirs.logs, progress),
            postgres: tools.servers.postgres,
            supervisor,
            progress,
          },
          stores.postgres,
        )
      : undefined;
    const mailServer = options.mail
      ? startMailServer({ portOffset, cache, logs: dirs.logs, supervisor, progress })
      : undefined;
    const services = startServices({
      model,
      dirs,
      ports,
      daprd: tools.dapr.daprd,
      compileCache: join(cache, 'compiled'),
      pages: tools.pages,
      docs: profileDefaults[model.profile].docs ? docsFolder(cache) : undefined,
      stores,
      sidecarTokens,
      settings: withMail(options, portOffset),
      observers,
      schemaRegistry: options.registry ? schemaRegistryUrl(portOffset) : undefined,
      supervisor,
      progress,
      secret,
    });
    await Promise.all([...Object.values(stores), services.started, observing, registry, mailServer]);
    if (firstStart)
      await progress.step('demo catalogue', () => waitForCatalogue(model, join(dirs.logs, 'product.log')));
    const instances = createInstances({ storefront, placement, supervisor, start: services.startInstance });
    return { model, dirs, ports, secret, instances };
  };

  try {
    const started = await Promise.race([start(), aborted]);
    return {
      ...shopAddresses(started),
      accounts: hasDemoAccounts(started.model) ? demoAccounts : [],
      observers: observers?.pages,
      schemaRegistry: options.registry ? schemaRegistryUrl(portOffset) : undefined,
      mailPage: options.mail ? mailPage(portOffset) : undefined,
      processes: supervisor.processes,
      async restart(process) {
        await supervisor.find(process).stop();
        await supervisor.find(process).start();
      },
      stopProcess: (process) => supervisor.find(process).stop(),
      kill: (process, signalName = 'SIGKILL') => supervisor.find(process).kill(signalName),
      addInstance: started.instances.add,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Demo accounts belong to identity; an external issuer has its own accounts. */
const hasDemoAccounts = ({ profile, services }: Model): boolean =>
  profileDefaults[profile].demoAccounts && services.some(({ name }) => name === 'identity');

const demoAccounts = [
  { login: 'demo', password: 'demo' },
  { login: 'admin', password: 'admin' },
];
