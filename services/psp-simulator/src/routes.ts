/** What the simulator serves: health, the pages for browsers, and the merchants' API, which needs the API key. */
import type { AppSettings } from '@mambogo/service/http/app.ts';
import express, { type Express } from 'express';
import { authenticate } from './api/authenticate.ts';
import { mountCopyLedger } from './api/copy-ledger.ts';
import { mountCreateCharge } from './api/create-charge.ts';
import { mountPages } from './api/mount-pages.ts';
import { mountReadCharges } from './api/read-charges.ts';
import { mountReadLedger } from './api/read-ledger.ts';
import { mountRefundCharge } from './api/refund-charge.ts';
import { mountVoidCharge } from './api/void-charge.ts';
import type { Context } from './context.ts';
import { probeLedger } from './store/open-ledger.ts';

/** It serves plain HTTP: with upgrade-insecure-requests a browser could not post the form of the approval page. */
export const simulatorHeaders: AppSettings['securityHeaders'] = {
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
};

export function mount(app: Express, context: Context): void {
  app.get('/healthz', (_request, response) => {
    probeLedger(context.database);
    response.json({ status: 'ready' });
  });
  mountPages(app, context);
  app.use('/v1', authenticate(context.apiKey), express.json({ limit: '100kb' }));
  mountCreateCharge(app, context);
  mountReadCharges(app, context);
  mountVoidCharge(app, context);
  mountRefundCharge(app, context);
  mountReadLedger(app, context);
  mountCopyLedger(app, context);
}
