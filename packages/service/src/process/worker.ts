/** Something that runs by itself while the service does: a relay, a timer, a poller. */
export interface Worker {
  start(): void;
  stop(): Promise<void>;
}
