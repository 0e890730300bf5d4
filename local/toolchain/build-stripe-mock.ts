/** Stripe's own mock of its API, which validates requests and parameters: tests of the Stripe adapter use it. */
import type { GoTool } from './build-go.ts';

export const stripeMock = {
  name: 'stripe-mock',
  module: 'github.com/stripe/stripe-mock',
  programs: { 'stripe-mock': 'github.com/stripe/stripe-mock' },
} satisfies GoTool;
