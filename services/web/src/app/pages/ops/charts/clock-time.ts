/** The time of day, 24 hours, to the minute or second. Pure. */
export const clockTime = (milliseconds: number, language: string, withSeconds = false): string =>
  new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(withSeconds ? { second: '2-digit' } : {}),
  }).format(milliseconds);
