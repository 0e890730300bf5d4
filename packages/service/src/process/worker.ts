/** A background task of a service: a relay, a timer, a poller. */
export interface Worker {
  start(): void;
  stop(): Promise<void>;
}
