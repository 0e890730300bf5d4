/** Structured logs: one JSON line per entry, with service and trace id. Never log secrets or personal data. */
import { pino } from 'pino';
import { currentTrace } from './trace.ts';

export type { Logger } from 'pino';

export const createLogger = (service: string, level: string) =>
  pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const trace = currentTrace();
      return trace ? { traceId: trace.traceId } : {};
    },
    redact: {
      paths: [
        'headers.authorization',
        'headers.cookie',
        '*.password',
        '*.token',
        '*.paymentToken',
        'err.query',
        'err.parameters',
        'err.driverError',
        'err.sql',
        'err.detail',
      ],
      remove: true,
    },
  });
