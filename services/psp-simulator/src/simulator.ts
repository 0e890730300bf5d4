/** The simulator as a service for run.ts: its app, its ledger file and its callback worker. */
import { createApp } from '@mambogo/service/http/app.ts';
import { listen, type RunningServer } from '@mambogo/service/http/server.ts';
import type { Service } from '@mambogo/service/process/run.ts';
import express, { type Express } from 'express';
import { authenticate } from './api/authenticate.ts';
import { mountCreateCharge } from './api/create-charge.ts';
import { mountPages } from './api/mount-pages.ts';
import { mountReadCharges } from './api/read-charges.ts';
import { mountReadLedger } from './api/read-ledger.ts';
import { mountRefundCharge } from './api/refund-charge.ts';
import { mountVoidCharge } from './api/void-charge.ts';
import type { Context } from './context.ts';

export function createSimulator(context: Context): Service {
  const { settings, logger, database, callbackWorker } = context;
  let running: RunningServer | undefined;
  return {
    async start() {
      running = await listen(createSimulatorApp(context), settings.HOST, settings.PORT);
      callbackWorker?.start();
      logger.info({ event: 'service.started', port: settings.PORT }, 'simulator started');
    },
    async stop() {
      await running?.stop(1_000);
      await callbackWorker?.stop();
      database.close();
      logger.info({ event: 'service.stopped' }, 'simulator stopped');
    },
  };
}

export function createSimulatorApp(context: Context): Express {
  const { logger, database } = context;
  const checkReady = async () => {
    database.prepare('select 1').get();
  };
  return createApp({
    logger,
    checkReady,
    // It serves plain HTTP: with upgrade-insecure-requests a browser could not post the form of the approval page.
    securityHeaders: { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } },
    mount(app) {
      app.get('/healthz', async (_request, response) => {
        await checkReady();
        response.json({ status: 'ready' });
      });
      mountPages(app, context);
      app.use('/v1', authenticate(context.apiKey), express.json({ limit: '100kb' }));
      mountCreateCharge(app, context);
      mountReadCharges(app, context);
      mountVoidCharge(app, context);
      mountRefundCharge(app, context);
      mountReadLedger(app, context);
    },
  });
}
