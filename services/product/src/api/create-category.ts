/** POST /categories: products need one. */
import { createCategory } from '@mambogo/contracts/api/products.ts';
import { CategoryId, newId } from '@mambogo/contracts/ids.ts';
import { oncePerKey } from '@mambogo/messaging/idempotency/once-per-key.ts';
import { answer } from '@mambogo/service/answer.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { Context } from '../context.ts';
import { isDuplicate } from '../store/duplicate-key.ts';
import { CategoryEntity } from '../store/entities.ts';
import { now } from '../store/save-product.ts';

export const createCategoryApi = ({ work }: Context) =>
  answer(createCategory, ({ body, caller, idempotencyKey: key }) =>
    work({ correlationId: newId(), actor: `merchant:${caller.subject}` }, ({ manager }) =>
      oncePerKey(manager, { caller: caller.subject, route: createCategory.id, key, request: body }, async () => {
        const category = { id: CategoryId.parse(newId()), ...body };
        await manager.insert(CategoryEntity, { ...category, createdAt: now }).catch((error: unknown) => {
          if (isDuplicate(error, 'category_slug'))
            throw new Problem('conflict', `there is already a category ${body.slug}`);
          throw error;
        });
        return { status: 201, body: category };
      }),
    ),
  );
