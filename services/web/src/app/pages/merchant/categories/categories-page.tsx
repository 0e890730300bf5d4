/** Adds, renames, merges and deletes categories. */
import type { Category } from '@mambogo/contracts/api/categories.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { categoriesQuery } from '../../../api/catalogue.ts';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { changeCategory, createCategory } from '../api/categories.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { ListStates } from '../parts/list-states.tsx';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { CategoryDialog } from './category-dialog.tsx';
import { EndCategoryDialog } from './end-category-dialog.tsx';

export default function CategoriesPage() {
  const { categories: words, products } = useMerchantMessages();
  const { data, error, refetch } = useQuery({ ...categoriesQuery, staleTime: 0 });
  const [isAdding, setAdding] = useState(false);
  return (
    <div className="stack">
      <nav className="crumbs" aria-label={products.title}>
        <Link to={areaPaths.products}>{products.title}</Link>
      </nav>
      <div className="spread">
        <div>
          <PageHeading>{words.title}</PageHeading>
          <p className="soft">{words.text}</p>
        </div>
        <Button onClick={() => setAdding(true)}>{words.add}</Button>
      </div>
      <ListStates
        items={data}
        error={error}
        retry={() => void refetch()}
        empty={<EmptyState title={words.emptyTitle}>{words.emptyText}</EmptyState>}
      >
        {(categories) => <CategoriesTable categories={categories} />}
      </ListStates>
      <CategoryDialog
        open={isAdding}
        title={products.newCategory}
        action={words.add}
        save={createCategory}
        done={words.added}
        onClose={() => setAdding(false)}
      />
    </div>
  );
}

function CategoriesTable({ categories }: { readonly categories: readonly Category[] }) {
  const { categories: words } = useMerchantMessages();
  return (
    <Table caption={words.title} head={[words.name, words.slug, words.actions]}>
      {categories.map((category) => (
        <tr key={category.id}>
          <RowHead>
            <Link to={merchantPaths.productsOf(category.slug)}>{category.name}</Link>
          </RowHead>
          <Cell of={words.slug}>
            <span translate="no">/category/{category.slug}</span>
          </Cell>
          <Cell of={words.actions}>
            <CategoryActions category={category} others={categories.filter(({ id }) => id !== category.id)} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

interface CategoryActionsProps {
  readonly category: Category;
  readonly others: readonly Category[];
}

function CategoryActions({ category, others }: CategoryActionsProps) {
  const { categories: words, common } = useMerchantMessages();
  const [open, setOpen] = useState<'rename' | 'merge' | 'remove'>();
  const close = () => setOpen(undefined);
  const { name, slug } = category;
  return (
    <div className="row">
      <Button variant="quiet" aria-label={words.renameOf(name)} onClick={() => setOpen('rename')}>
        {words.rename}
      </Button>
      {others.length > 0 && (
        <Button variant="quiet" aria-label={words.mergeOf(name)} onClick={() => setOpen('merge')}>
          {words.merge}
        </Button>
      )}
      <Button variant="bad" aria-label={words.removeOf(name)} onClick={() => setOpen('remove')}>
        {words.remove}
      </Button>
      <CategoryDialog
        open={open === 'rename'}
        title={words.renameTitle(name)}
        text={words.renameText}
        action={common.save}
        category={category}
        save={(input) => changeCategory(slug, input)}
        done={words.renamed}
        onClose={close}
      />
      {(['merge', 'remove'] as const).map((how) => (
        <EndCategoryDialog
          key={how}
          how={how}
          open={open === how}
          category={category}
          others={others}
          onClose={close}
        />
      ))}
    </div>
  );
}
