/** Blocks new actions while it is closed. */
export interface Gate {
  close(): void;
  open(): void;
  /** Resolves at once, or when the gate is opened. */
  passed(): Promise<void>;
}

export function createGate(): Gate {
  let closed: PromiseWithResolvers<void> | undefined;
  return {
    close() {
      closed ??= Promise.withResolvers<void>();
    },
    open() {
      closed?.resolve();
      closed = undefined;
    },
    passed: () => closed?.promise ?? Promise.resolve(),
  };
}
