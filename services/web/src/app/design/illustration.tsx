/** Small illustrations for empty and error states. */

const illustrations = {
  box: (
    <>
      <path d="M16 36 48 22l32 14-32 14z" fill="var(--tint)" />
      <path d="M16 36v28l32 14V50zM80 36v28L48 78V50z" />
      <path d="m16 36-8 12 32 14 8-12M80 36l8 12-32 14-8-12" />
    </>
  ),
  cloud: (
    <>
      <path d="M28 66a14 14 0 0 1-2-28 20 20 0 0 1 38-4 16 16 0 0 1 6 32z" fill="var(--tint)" />
      <path d="m40 76-4 8M54 76l-4 8M68 76l-4 8" />
    </>
  ),
  map: (
    <>
      <path d="m12 26 24-8 24 8 24-8v54l-24 8-24-8-24 8z" fill="var(--tint)" />
      <path d="M36 18v54M60 26v54" />
      <path d="m42 42 12 12M54 42 42 54" />
    </>
  ),
};

export function Illustration({ of }: { readonly of: keyof typeof illustrations }) {
  return (
    <svg
      viewBox="0 0 96 96"
      aria-hidden="true"
      fill="none"
      stroke="var(--accent)"
      strokeWidth="3"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      {illustrations[of]}
    </svg>
  );
}
