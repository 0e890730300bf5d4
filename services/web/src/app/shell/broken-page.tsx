/** A page that failed to be shown: a defect of ours, or a part of an older version that is no longer there. */
import { useRouteError } from 'react-router';
import { Button } from '../design/button.tsx';
import { StateDrawing } from '../design/state-drawing.tsx';
import { useMessages } from '../language/use-messages.ts';

export function BrokenPage() {
  const { errors } = useMessages();
  const error = useRouteError();
  // The browsers' words for a chunk that could not be fetched differ; all of them are a TypeError.
  const isOld = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <div className="state" role="alert">
      <StateDrawing of="cloud" />
      <h1>{isOld ? errors.newVersionTitle : errors.oddTitle}</h1>
      <p>{isOld ? errors.newVersionText : errors.oddText}</p>
      <Button onClick={() => location.reload()}>{errors.reload}</Button>
    </div>
  );
}
