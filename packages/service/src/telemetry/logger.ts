/**
 * Structured logs: one JSON line per entry, with service and trace id. Fields with personal data do not compile; secrets are
 * redacted by name.
 */
import type { WithoutPersonal } from '@mambogo/contracts/personal.ts';
import { pino } from 'pino';
import { currentTrace } from './trace.ts';

type Log = <Fields extends object>(fields: Fields & WithoutPersonal<Fields>, message: string) => void;

export type Logger = Readonly<Record<'debug' | 'info' | 'warn' | 'error' | 'fatal', Log>> & {
  /** The least severe level that is written; may change at run time. */
  level: string;
};

export const createLogger = (service: string, level: string): Logger =>
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
