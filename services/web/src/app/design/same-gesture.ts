/** Whether a press belongs to the one before it: a double click, a double tap, a key held down. Pure. */

export interface Press {
  /** The browser's count of clicks in quick succession (`UIEvent.detail`). */
  readonly detail: number;
  /** Milliseconds, as events have it: when the input happened, not when the page came to it. */
  readonly timeStamp: number;
}

/** Milliseconds: what systems take for a double click by default. Taps and keys have no count, so they go by time. */
const quick = 500;

export const isSameGesture = (last: Press | undefined, { detail, timeStamp }: Press): boolean =>
  last !== undefined && (detail > 1 || timeStamp - last.timeStamp < quick);
