/** The icons. Each has text or a label beside it, so all are hidden from screen readers. */
import type { ReactNode } from 'react';

const paths: Readonly<Record<string, ReactNode>> = {
  cart: (
    <>
      <path d="M3 4h2.500l2.2 11h10.200l2-8H7" />
      <circle cx="9.5" cy="19" r="1.5" />
      <circle cx="16.5" cy="19" r="1.5" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6" />
    </>
  ),
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </>
  ),
  shop: (
    <path d="M4 10v10h16V10M3 9l2-5h14l2 5c0 3-4 3-4.500 0c0 3-4.500 3-4.500 0c0 3-4.500 3-4.500 0c0 3-4.500 3-4.500 0zM10 20v-6h4v6" />
  ),
  plus: <path d="M12 5v14M5 12h14" />,
  filter: <path d="M4 6h16M7 12h10M10 18h4" />,
  check: <path d="m5 12.5 4.5 4.500L19 7.5" />,
  truck: (
    <>
      <path d="M2.5 6h11v10h-11zM13.5 10h4l3.5 3.500V16h-7.500z" />
      <circle cx="7" cy="17.5" r="1.800" />
      <circle cx="17" cy="17.5" r="1.800" />
    </>
  ),
  shield: <path d="M12 3 5 6v5.500c0 4.5 3 7.5 7 9.5 4-2 7-5 7-9.500V6zM9 12l2.2 2.200L15.5 10" />,
  eye: (
    <>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
      <circle cx="12" cy="12" r="2.800" />
    </>
  ),
};

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {paths[name]}
    </svg>
  );
}
