/** The highlights and notes of the open story: where they stand, and how they come and go. */
import { useMemo, useState } from 'react';
import { anchorAt, placeAnchor } from '../../shared/annotation-place.ts';
import { textLeaves } from '../../shared/article-text.ts';
import type { Annotation, Story } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { useToast } from '../ui/toast.tsx';
import type { SelectedWords } from './text-selection.ts';

export interface PlacedNote {
  readonly annotation: Annotation;
  /** Undefined when an edit took its words away. */
  readonly place: { readonly from: number; readonly to: number } | undefined;
}

/** A note that is being written: a new one on selected words, or one that stands there. */
export type NoteDraft =
  | { readonly kind: 'new'; readonly words: SelectedWords; readonly quote: string }
  | { readonly kind: 'known'; readonly annotation: Annotation };

export interface Notes {
  readonly placed: readonly PlacedNote[];
  readonly draft: NoteDraft | undefined;
  readonly setDraft: (draft: NoteDraft | undefined) => void;
  readonly highlight: (words: SelectedWords, note?: string) => void;
  readonly save: (note: string) => void;
  readonly remove: (annotation: Annotation) => void;
}

export function useNotes(story: Story): Notes {
  const { client } = useDesk();
  const toast = useToast();
  const [draft, setDraft] = useState<NoteDraft>();
  const leaves = useMemo(() => textLeaves(story.body), [story.body]);
  const placed = useMemo(() => {
    const title = [{ from: 0, text: story.title }];
    return story.annotations.map((annotation) => ({
      annotation,
      place:
        annotation.field === 'title'
          ? placeAnchor(story.title, title, annotation)
          : placeAnchor(story.text, leaves, annotation),
    }));
  }, [story.annotations, story.title, story.text, leaves]);
  const trouble = (): void => toast('The note could not be kept. Is Sitrep still running?');
  const highlight = (words: SelectedWords, note = ''): void => {
    const { field, from, to } = words;
    const anchor =
      field === 'title'
        ? anchorAt(story.title, [{ from: 0, text: story.title }], from, to)
        : anchorAt(story.text, leaves, from, to);
    client.annotations.add({ storyId: story.id, field, ...anchor, note }).catch(trouble);
    document.getSelection()?.removeAllRanges();
  };
  const save = (note: string): void => {
    if (draft?.kind === 'new') highlight(draft.words, note);
    if (draft?.kind === 'known') client.annotations.change({ id: draft.annotation.id, note }).catch(trouble);
    setDraft(undefined);
  };
  const remove = (annotation: Annotation): void => {
    const { id, storyId, field, block, start, quote, before, after, note } = annotation;
    const again = { storyId, field, block, start, quote, before, after, note };
    client.annotations
      .remove({ id })
      .then(
        () => toast('Note removed', { label: 'Undo', run: () => void client.annotations.add(again).catch(trouble) }),
        trouble,
      );
  };
  return { placed, draft, setDraft, highlight, save, remove };
}
