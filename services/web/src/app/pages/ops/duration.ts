/** A duration in its largest unit, in the page's language: `3 min`, `2 hr`. Pure. */
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

export function duration(seconds: number, language: string): string {
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  const value = Math.max(0, Math.floor(seconds / size));
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** From a time until now. */
export const durationSince = (iso: string, language: string): string =>
  duration((Date.now() - Date.parse(iso)) / 1_000, language);
