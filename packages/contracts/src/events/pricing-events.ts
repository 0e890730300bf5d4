/** Events of the pricing service (topic pricing.events). */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { defineEvent, openEnum } from './event.ts';

export const ruleKinds = ['taxes', 'shipping', 'promotions'] as const;

export const priceRulesChanged = defineEvent({
  version: 1,
  topic: 'pricing.events',
  key: 'changeId',
  name: 'pricing.rules-changed',
  summary: 'A merchant changed the rules of taxes, shipping or promotions',
  data: z.object({ changeId: Id, kind: openEnum(...ruleKinds), version: z.int().min(1) }),
});
