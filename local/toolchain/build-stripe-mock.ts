/** Stripe's own mock of its API, which knows every request and its parameters: what is sent to Stripe is tested on it. */
import type { GoTool } from './build-go.ts';

export const stripeMock = {
  name: 'stripe-mock',
  module: 'github.com/stripe/stripe-mock',
  programs: { 'stripe-mock': 'github.com/stripe/stripe-mock' },
} satisfies GoTool;
