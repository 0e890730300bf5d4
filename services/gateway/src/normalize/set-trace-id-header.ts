/** Returns the trace id, by which a request is found in logs and traces; problems contain the same id as `traceId`. */
import { currentTrace } from '@mambogo/service/telemetry/trace.ts';
import type { RequestHandler } from 'express';

export const setTraceIdHeader: RequestHandler = (_request, response, next) => {
  const trace = currentTrace();
  if (trace) {
    response.setHeader('x-request-id', trace.traceId);
    response.setHeader('traceparent', trace.traceparent);
  }
  next();
};
