/** Times: ISO 8601 in UTC, milliseconds, ending in Z. */
import { z } from 'zod';

export const Time = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-01-31T12:00:00.000Z' });
