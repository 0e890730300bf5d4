/** CPU-ms that a request may cost in a large shop. */
import type { Measured } from './growth-requests.ts';

/** For each service but the first that has a part of what is merged: a call through two sidecars. */
const perFurtherService = 5;
/** A file is a download of many rows. */
const perThousandLines = 50;

/** @param limit for what one service responds */
export const allowance = ({ services, lines = 0 }: Pick<Measured, 'services' | 'lines'>, limit: number): number =>
  limit + (services - 1) * perFurtherService + (lines * perThousandLines) / 1_000;
