/** The 404 page. The server also returns 404 for these paths. */
import { ButtonLink } from '../design/button.tsx';
import { Illustration } from '../design/illustration.tsx';
import { useMessages } from '../language/use-messages.ts';
import { pagePaths } from '../page-paths.ts';
import { PageHeading } from './page-heading.tsx';

export function NotFound() {
  const { notFound } = useMessages();
  return (
    <div className="state">
      <Illustration of="map" />
      <PageHeading>{notFound.title}</PageHeading>
      <p>{notFound.text}</p>
      <ButtonLink to={pagePaths.home}>{notFound.action}</ButtonLink>
    </div>
  );
}
