/** The Storefront operator. Exit codes: 78 invalid settings, 70 start failed, 0 clean stop. */
import { KubeConfig } from '@kubernetes/client-node';
import { readComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import pino from 'pino';
import { startHealthServer } from './controller/health-server.ts';
import { createOperator } from './controller/operator.ts';
import { defaultLimits } from './controller/upgrade/advance-upgrade.ts';
import { Settings } from './settings.ts';

const parsed = Settings.safeParse(process.env);
if (!parsed.success) {
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  process.stderr.write(`invalid settings: ${issues.join('; ')}\n`);
  process.exit(78);
}
const settings = parsed.data;
const logger = pino({ name: 'operator', level: settings.LOG_LEVEL });

logger.info(
  { event: 'operator.starting', namespaces: settings.WATCH_NAMESPACES, workers: settings.WORKERS },
  'operator starting',
);

try {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromDefault();
  const operator = createOperator({
    kubeConfig,
    defaults: {
      images: {
        registry: settings.IMAGE_REGISTRY,
        operator: settings.OPERATOR_IMAGE,
        build: settings.IMAGE_BUILD,
        previousBuild: settings.PREVIOUS_IMAGE_BUILD,
      },
      daprNamespace: settings.DAPR_NAMESPACE,
      templates: readComponentTemplates(),
    },
    namespaces: settings.WATCH_NAMESPACES,
    checkPublicUrl: settings.CHECK_PUBLIC_URL,
    checkInvariants: settings.CHECK_INVARIANTS,
    workers: settings.WORKERS,
    upgradeLimits: { ...defaultLimits, step: settings.UPGRADE_STEP_SECONDS * 1_000 },
    lease: { namespace: settings.POD_NAMESPACE, name: 'mambogo-operator', identity: settings.POD_NAME },
    logger,
  });
  const health = await startHealthServer(operator, settings.HEALTH_PORT);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ event: 'operator.stopping', signal }, 'operator stopping');
    health.close();
    await operator.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  await operator.start();
} catch (error) {
  logger.fatal(
    { event: 'operator.start_failed', reason: error instanceof Error ? error.message : String(error) },
    'operator could not start',
  );
  process.exit(70);
}
