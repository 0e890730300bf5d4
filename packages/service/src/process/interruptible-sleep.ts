/** A sleep that can be ended early, for loops that poll regularly and can be woken. */

export interface InterruptibleSleep {
  /** Resolves after `milliseconds`, or when woken. */
  sleep(milliseconds: number): Promise<void>;
  /** Ends the current sleep, if any. */
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
