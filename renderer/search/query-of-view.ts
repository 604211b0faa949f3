import type { StoryView } from '../../shared/model.ts';

/** The view as a query alone: what else it asks becomes facts like any other. */
export function queryOfView({ query = '', only, tag, folder }: StoryView): string {
  const facts = [
    ...(only === undefined ? [] : [`is:${only}`]),
    ...(tag === undefined ? [] : [`tag:"${tag}"`]),
    ...(folder === undefined ? [] : [`folder:"${folder}"`]),
  ];
  return facts.length === 0 ? query : `(${query}) ${facts.join(' ')}`;
}
