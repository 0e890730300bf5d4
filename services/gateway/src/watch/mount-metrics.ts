/** GET /metrics, on the small port beside the business: nobody outside reaches that. */
import type { Express } from 'express';
import type { Metrics } from './metrics.ts';

export function mountMetrics(app: Express, { registry }: Metrics): void {
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
}
