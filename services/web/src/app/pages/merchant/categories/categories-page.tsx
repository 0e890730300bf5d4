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
  const { categories: texts, products } = useMerchantMessages();
  const { data, error, refetch } = useQuery({ ...categoriesQuery, staleTime: 0 });
  const [isAdding, setAdding] = useState(false);
  return (
    <div className="stack">
      <nav className="crumbs" aria-label={products.title}>
        <Link to={areaPaths.products}>{products.title}</Link>
      </nav>
      <div className="spread">
        <div>
          <PageHeading>{texts.title}</PageHeading>
          <p className="soft">{texts.text}</p>
        </div>
        <Button onClick={() => setAdding(true)}>{texts.add}</Button>
      </div>
      <ListStates
        items={data}
        error={error}
        retry={() => void refetch()}
        empty={<EmptyState title={texts.emptyTitle}>{texts.emptyText}</EmptyState>}
      >
        {(categories) => <CategoriesTable categories={categories} />}
      </ListStates>
      <CategoryDialog
        open={isAdding}
        title={products.newCategory}
        action={texts.add}
        save={createCategory}
        done={texts.added}
        onClose={() => setAdding(false)}
      />
    </div>
  );
}

function CategoriesTable({ categories }: { readonly categories: readonly Category[] }) {
  const { categories: texts } = useMerchantMessages();
  return (
    <Table caption={texts.title} head={[texts.name, texts.slug, texts.actions]}>
      {categories.map((category) => (
        <tr key={category.id}>
          <RowHead>
            <Link to={merchantPaths.productsOf(category.slug)}>{category.name}</Link>
          </RowHead>
          <Cell of={texts.slug}>
            <span translate="no">/category/{category.slug}</span>
          </Cell>
          <Cell of={texts.actions}>
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
  const { categories: texts, common } = useMerchantMessages();
  const [open, setOpen] = useState<'rename' | 'merge' | 'remove'>();
  const close = () => setOpen(undefined);
  const { name, slug } = category;
  return (
    <div className="row">
      <Button variant="quiet" aria-label={texts.renameOf(name)} onClick={() => setOpen('rename')}>
        {texts.rename}
      </Button>
      {others.length > 0 && (
        <Button variant="quiet" aria-label={texts.mergeOf(name)} onClick={() => setOpen('merge')}>
          {texts.merge}
        </Button>
      )}
      <Button variant="bad" aria-label={texts.removeOf(name)} onClick={() => setOpen('remove')}>
        {texts.remove}
      </Button>
      <CategoryDialog
        open={open === 'rename'}
        title={texts.renameTitle(name)}
        text={texts.renameText}
        action={common.save}
        category={category}
        save={(input) => changeCategory(slug, input)}
        done={texts.renamed}
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
