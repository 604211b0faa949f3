import { Fragment } from 'react';
import type { Snippet } from '../../shared/model.ts';

/** The text with its marks. */
export function MarkedText({ text, marks }: Snippet) {
  let at = 0;
  return (
    <>
      {marks.map(({ from, to }) => {
        const before = text.slice(at, from);
        at = to;
        return (
          <Fragment key={from}>
            {before}
            <mark>{text.slice(from, to)}</mark>
          </Fragment>
        );
      })}
      {text.slice(at)}
    </>
  );
}
