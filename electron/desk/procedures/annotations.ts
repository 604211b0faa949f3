import type { Engine } from '../engine.ts';
import { addAnnotation, annotationsOf, changeNote, removeAnnotation } from '../store/annotations.ts';
import { getStoryRecord } from '../store/stories.ts';
import { os } from './implementer.ts';

export function annotationProcedures({ database, now, publish }: Engine) {
  const changed = (storyId: number): void => publish({ kind: 'stories-changed', ids: [storyId] });
  return {
    add: os.annotations.add.handler(({ input, errors }) => {
      const { storyId, note, ...anchor } = input;
      if (getStoryRecord(database, storyId) === undefined) throw errors.NOT_FOUND();
      const id = addAnnotation(database, storyId, anchor, note, now());
      changed(storyId);
      const added = annotationsOf(database, storyId).find((annotation) => annotation.id === id);
      if (added === undefined) throw errors.NOT_FOUND();
      return added;
    }),
    change: os.annotations.change.handler(({ input, errors }) => {
      const storyId = changeNote(database, input.id, input.note, now());
      if (storyId === undefined) throw errors.NOT_FOUND();
      changed(storyId);
      return { changed: 1 };
    }),
    remove: os.annotations.remove.handler(({ input }) => {
      const storyId = removeAnnotation(database, input.id);
      if (storyId !== undefined) changed(storyId);
      return { removed: storyId === undefined ? 0 : 1 };
    }),
  };
}
