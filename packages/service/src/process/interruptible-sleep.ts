/** A sleep that can be cut short: what loops that look regularly, and at once when called, wait with. */

export interface InterruptibleSleep {
  /** Resolves after `milliseconds`, or when roused. */
  sleep(milliseconds: number): Promise<void>;
  /** Ends a sleep under way; does nothing else. */
  wake(): void;
}

export function createInterruptibleSleep(): InterruptibleSleep {
  let end: (() => void) | undefined;
  return {
    sleep: (milliseconds) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    wake: () => end?.(),
  };
}
