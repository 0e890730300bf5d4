/** The Storefront operator. Exit codes: 78 bad settings, 70 it could not start, 0 a clean stop. */
import { KubeConfig } from '@kubernetes/client-node';
import { readComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import pino from 'pino';
import { startHealthServer } from './controller/health-server.ts';
import { createOperator } from './controller/operator.ts';
import { Settings } from './settings.ts';

const parsed = Settings.safeParse(process.env);
if (!parsed.success) {
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  process.stderr.write(`bad settings: ${faults.join('; ')}\n`);
  process.exit(78);
}
const settings = parsed.data;
const logger = pino({ name: 'operator', level: settings.LOG_LEVEL });

try {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromDefault();
  const operator = createOperator({
    kubeConfig,
    defaults: {
      images: { registry: settings.IMAGE_REGISTRY, operator: settings.OPERATOR_IMAGE, build: settings.IMAGE_BUILD },
      daprNamespace: settings.DAPR_NAMESPACE,
      templates: readComponentTemplates(),
    },
    namespaces: settings.WATCH_NAMESPACES,
    checkPublicUrl: settings.CHECK_PUBLIC_URL,
    checkInvariants: settings.CHECK_INVARIANTS,
    workers: settings.WORKERS,
    lease: { namespace: settings.POD_NAMESPACE, name: 'mambogo-operator', identity: settings.POD_NAME },
    logger,
  });
  const health = await startHealthServer(operator, settings.HEALTH_PORT);

  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    health.close();
    await operator.stop();
    process.exit(code);
  };
  process.on('SIGTERM', () => void end(0));
  process.on('SIGINT', () => void end(0));
  await operator.start();
} catch (error) {
  logger.fatal({ reason: error instanceof Error ? error.message : String(error) }, 'could not start');
  process.exit(70);
}
