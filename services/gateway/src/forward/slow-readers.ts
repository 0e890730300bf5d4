/**
 * Disconnects clients that read their responses too slowly. Each response, or chunk of a long one, has a deadline by its size;
 * one timer checks all of them once a second. Server-sent events have no deadline while they are read; a client that has
 * stopped reading them is disconnected too.
 */
import type { Response } from 'express';

export interface SlowReaders {
  /** Extends the deadline of a response by the time to read so many more bytes. */
  expect(response: Response, bytes: number): void;
  /** A response without an end. */
  follow(response: Response): void;
  close(): void;
}

export interface ReadingLimits {
  /** Milliseconds that every client has. */
  readonly graceMs: number;
  /** Minimum bytes a second beyond that. */
  readonly rate: number;
  readonly onCut: () => void;
}

export function createSlowReaders({ graceMs, rate, onCut }: ReadingLimits): SlowReaders {
  const deadlines = new Map<Response, number>();
  const streams = new Map<Response, number>();
  const cut = (response: Response) => {
    onCut();
    response.destroy();
  };
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [response, deadline] of deadlines) if (now > deadline) cut(response);
    for (const [response, stuckSince] of streams)
      if (!response.writableNeedDrain) streams.set(response, now);
      else if (now - stuckSince > graceMs) cut(response);
  }, 1_000);
  timer.unref();
  const watch = (watched: Map<Response, number>, response: Response, value: number) => {
    if (!watched.has(response)) response.once('close', () => watched.delete(response));
    watched.set(response, value);
  };
  return {
    expect(response, bytes) {
      const deadline = performance.now() + graceMs + (bytes / rate) * 1_000;
      watch(deadlines, response, Math.max(deadline, deadlines.get(response) ?? 0));
    },
    follow: (response) => watch(streams, response, performance.now()),
    close: () => clearInterval(timer),
  };
}
