/** A text of the shop, written by its merchant in Markdown. HTML in it is shown as text, and addresses of scripts are removed. */
import { shopTextNames } from '@mambogo/contracts/enumerations.ts';
import { useQuery } from '@tanstack/react-query';
import Markdown from 'react-markdown';
import { useParams } from 'react-router';
import { isApiError } from '../../api/api-error.ts';
import { shopTextQuery } from '../../api/shop-texts.ts';
import { ErrorState } from '../../design/empty-and-error-states.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';

/** The page has its own heading: those of the text are below it. */
const components = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6' } as const;

export default function TextPage() {
  const { name: given } = useParams();
  const name = shopTextNames.find((one) => one === given);
  return name ? <Text name={name} /> : <NotFound />;
}

function Text({ name }: { readonly name: (typeof shopTextNames)[number] }) {
  const { language } = useLanguage();
  const { texts } = useMessages();
  const { data, error, refetch } = useQuery(shopTextQuery(name, language));
  if (isApiError(error, 'not-found')) return <NotFound />;
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <PageSkeleton />;
  return (
    <article className="stack shop-text">
      <PageHeading>{texts[name]}</PageHeading>
      <div lang={data.language === language ? undefined : data.language}>
        <Markdown components={components}>{data.text}</Markdown>
      </div>
    </article>
  );
}
