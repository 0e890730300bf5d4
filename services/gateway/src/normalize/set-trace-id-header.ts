/** Tells the client under which name its request is found in logs and traces; the same id stands in problems as `traceId`. */
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
