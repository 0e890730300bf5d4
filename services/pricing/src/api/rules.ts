/** GET and PUT of the documents of rules: what merchants change, unless somebody else has changed it since they read it. */

import type { PriceRules } from '@mambogo/contracts/api/price-rules.ts';
import {
  getPromotionRules,
  getShippingRules,
  getTaxRules,
  setPromotionRules,
  setShippingRules,
  setTaxRules,
} from '@mambogo/contracts/api/pricing.ts';
import { priceRulesChanged } from '@mambogo/contracts/events/pricing-events.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { appendStaffAction } from '@mambogo/messaging/audit/staff-action-log.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { type BoundRoute, handleRoute, type RouteResponse } from '@mambogo/service/http/route-handler.ts';
import { amountRulesOf } from '@mambogo/service/process/amount-settings.ts';
import type { Context } from '../context.ts';
import { unchargeable } from '../domain/amounts-of-rules.ts';
import { changesOf } from '../domain/rule-changes.ts';
import { lockRules, type RuleKind, readRules, type StoredRules, writeRules } from '../store/rule-store.ts';

type RuleContext = Pick<Context, 'database' | 'runInTransaction' | 'settings'>;

export const ruleRoutes = (context: RuleContext): BoundRoute[] => [
  handleRoute(getTaxRules, () => get(context, 'taxes')),
  handleRoute(getShippingRules, () => get(context, 'shipping')),
  handleRoute(getPromotionRules, () => get(context, 'promotions')),
  handleRoute(setTaxRules, ({ body, caller, ifMatch }) =>
    set(context, 'taxes', body, caller.subject, ifMatch, setTaxRules.id),
  ),
  handleRoute(setShippingRules, ({ body, caller, ifMatch }) =>
    set(context, 'shipping', body, caller.subject, ifMatch, setShippingRules.id),
  ),
  handleRoute(setPromotionRules, ({ body, caller, ifMatch }) =>
    set(context, 'promotions', body, caller.subject, ifMatch, setPromotionRules.id),
  ),
];

const get = async ({ database }: RuleContext, kind: RuleKind): Promise<RouteResponse> =>
  responseOf(await readRules(database.manager, kind));

/** The same document again changes nothing, so a request may be repeated. */
function set<K extends RuleKind>(
  { runInTransaction, settings }: RuleContext,
  kind: K,
  rules: PriceRules[K],
  subject: string,
  ifMatch: string | undefined,
  cause: string,
): Promise<RouteResponse> {
  const pointer = unchargeable(rules, amountRulesOf(settings).step);
  if (pointer) {
    const detail = 'is not a multiple of what the payment provider can charge';
    throw new Problem('validation', `${pointer}: ${detail}`, { errors: [{ pointer, detail }] });
  }
  return runInTransaction({ correlationId: newId(), cause, actor: `merchant:${subject}` }, async (unit) => {
    const before = await lockRules(unit.manager, kind);
    if (JSON.stringify(before.rules) === JSON.stringify(rules)) return responseOf(before);
    if (ifMatch !== String(before.version))
      throw new Problem('precondition-failed', `the rules are now at version ${before.version}; read them again`);
    const version = before.version + 1;
    const stored = await writeRules(unit.manager, kind, rules, version);
    unit.emit(priceRulesChanged, { changeId: newId(), kind: kind as string, version });
    const data = { version, ...changesOf(kind, before.rules, rules) };
    await appendStaffAction(unit.manager, unit.metadata, {
      ...{ kind: 'pricing', subject: kind, type: `pricing.${kind}-changed`, data },
    });
    return responseOf(stored);
  });
}

const responseOf = ({ rules, version, updatedAt }: StoredRules<RuleKind>): RouteResponse => ({
  status: 200,
  body: { rules, version, ...(updatedAt ? { updatedAt: updatedAt.toISOString() } : {}) },
  headers: { etag: `"${version}"` },
});
