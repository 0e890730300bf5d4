/** Merchants add, rename, merge and remove categories: in one transaction with the events and the products that move. */
import {
  type Category,
  changeCategory,
  createCategory,
  mergeCategory,
  removeCategory,
} from '@mambogo/contracts/api/categories.ts';
import {
  categoryChanged,
  categoryCreated,
  categoryMerged,
  categoryRemoved,
} from '@mambogo/contracts/events/category-events.ts';
import { CategoryId, newId } from '@mambogo/contracts/ids.ts';
import { appendStaffAction } from '@mambogo/messaging/audit/staff-action-log.ts';
import { type IdempotentRequest, withIdempotencyKey } from '@mambogo/messaging/idempotency/with-idempotency-key.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute, type RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import {
  countProducts,
  dropCategory,
  insertCategory,
  keepFormerSlug,
  lockCategories,
  moveProducts,
  takeFormerSlug,
} from '../store/category-store.ts';
import { isDuplicate } from '../store/duplicate-key.ts';
import { CategoryEntity } from '../store/entities.ts';
import { retryDeadlock } from '../store/retry-deadlock.ts';
import { noSuchCategory } from './no-such-product.ts';

export const createCategoryApi = (context: Context) =>
  handleRoute(createCategory, ({ body, caller, idempotencyKey: key }) =>
    change(context, { caller: caller.subject, route: createCategory.id, key, request: body }, async (work) => {
      const category = { id: CategoryId.parse(newId()), ...body };
      await unlessTaken(body.slug, insertCategory(work.manager, category));
      await takeFormerSlug(work.manager, body.slug);
      work.emit(categoryCreated, eventOf(category));
      await record(work, 'created', category);
      return { status: 201, body: category };
    }),
  );

export const changeCategoryApi = (context: Context) =>
  handleRoute(changeCategory, ({ params, body, caller }) =>
    change(
      context,
      { caller: caller.subject, route: changeCategory.id, key: undefined, request: body },
      async (work) => {
        const before = await find(work, params.slug);
        const category = { ...before, ...body };
        if (before.slug === category.slug && before.name === category.name) return { status: 200, body: category };
        await unlessTaken(body.slug, work.manager.update(CategoryEntity, { id: category.id }, body));
        await takeFormerSlug(work.manager, body.slug);
        if (before.slug !== category.slug) await keepFormerSlug(work.manager, before.slug, category.id);
        work.emit(categoryChanged, { ...eventOf(category), formerSlug: before.slug });
        await record(work, 'changed', category, { formerSlug: before.slug, formerName: before.name });
        return { status: 200, body: category };
      },
    ),
  );

export const mergeCategoryApi = (context: Context) =>
  handleRoute(mergeCategory, ({ params: { slug }, body, caller, idempotencyKey: key }) =>
    change(
      context,
      { caller: caller.subject, route: mergeCategory.id, key, request: { slug, ...body } },
      async (work) => {
        const { from, to } = await findPair(work, slug, body.into, '/into');
        const products = await moveProducts(work, from.id, to.id);
        await dropCategory(work.manager, from, to.id);
        work.emit(categoryMerged, { ...eventOf(from), intoCategoryId: to.id, products });
        await record(work, 'merged', from, { into: to.id, products });
        return { status: 200, body: to };
      },
    ),
  );

export const removeCategoryApi = (context: Context) =>
  handleRoute(removeCategory, ({ params: { slug }, query: { moveProductsTo }, caller, idempotencyKey: key }) =>
    change(
      context,
      { caller: caller.subject, route: removeCategory.id, key, request: { slug, moveProductsTo } },
      async (work) => {
        const removed = await remove(work, slug, moveProductsTo);
        work.emit(categoryRemoved, removed);
        const { categoryId: id, slug: formerSlug, name, ...rest } = removed;
        await record(work, 'removed', { id, slug: formerSlug, name }, rest);
        return { status: 204 };
      },
    ),
  );

async function remove(work: UnitOfWork, slug: string, target: string | undefined) {
  if (target !== undefined) {
    const { from, to } = await findPair(work, slug, target, '?moveProductsTo');
    const products = await moveProducts(work, from.id, to.id);
    await dropCategory(work.manager, from);
    return { ...eventOf(from), movedToCategoryId: to.id, products };
  }
  const category = await find(work, slug);
  const products = await countProducts(work.manager, category.id);
  if (products > 0)
    throw new Problem(
      'conflict',
      `the category ${category.slug} has ${products} products, including retired ones: move them to another category with ?moveProductsTo=...`,
      { products },
    );
  await dropCategory(work.manager, category);
  return { ...eventOf(category), products };
}

const change = (
  { runInTransaction: work }: Context,
  request: IdempotentRequest,
  effect: (work: UnitOfWork) => Promise<RouteResponse>,
): Promise<RouteResponse> =>
  retryDeadlock(() =>
    work({ correlationId: newId(), cause: request.route, actor: `merchant:${request.caller}` }, (unit) =>
      withIdempotencyKey(unit.manager, request, () => effect(unit)),
    ),
  );

async function find({ manager }: UnitOfWork, slug: string): Promise<Category> {
  const category = (await lockCategories(manager)).bySlug(slug);
  if (!category) throw noSuchCategory(slug);
  return category;
}

async function findPair({ manager }: UnitOfWork, slug: string, target: string, pointer: string) {
  const categories = await lockCategories(manager);
  const [from, to] = [categories.bySlug(slug), categories.bySlug(target)];
  if (!from) throw noSuchCategory(slug);
  const detail = to ? 'this is the category itself: choose another one' : `category ${target} does not exist`;
  if (!to || to.id === from.id)
    throw new Problem('unprocessable', `${pointer}: ${detail}`, { errors: [{ pointer, detail }] });
  return { from, to };
}

const unlessTaken = <T>(slug: string, saving: Promise<T>): Promise<T> =>
  saving.catch((error: unknown) => {
    if (!isDuplicate(error, 'category_slug')) throw error;
    throw new Problem('conflict', `category ${slug} already exists`, {
      errors: [{ pointer: '/slug', detail: 'used by another category' }],
    });
  });

/** In the log of staff actions. */
const record = (
  { manager, metadata }: UnitOfWork,
  what: 'created' | 'changed' | 'merged' | 'removed',
  { id, slug, name }: Category,
  more: Readonly<Record<string, string | number>> = {},
): Promise<void> =>
  appendStaffAction(manager, metadata, {
    kind: 'category',
    subject: id,
    type: `category.${what}`,
    data: { slug, name, ...more },
  });

const eventOf = ({ id, slug, name }: Category) => ({ categoryId: id, slug, name });
