/** The shop's logo: an M with a dot on a rounded square. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        d="M7.5 23V13.200c0-3.6 4.6-4.6 6.1-1.300L16 17l2.400-5.100c1.5-3.3 6.1-2.3 6.1 1.300V23"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
