import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntityAlias, Story, Tag } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { readWords } from './alias-list.tsx';
import { EntityTrialView } from './entity-trial-view.tsx';
import styles from './tags.module.css';

type Lesson = 'none' | 'not' | 'needs';

/** Takes a tag off a story, and asks what the entity's rule should learn from it. */
export function TagRemoval({
  story,
  tag,
  onClose,
}: {
  readonly story: Story;
  readonly tag: Tag;
  readonly onClose: () => void;
}) {
  const { client, queries } = useDesk();
  const entity = useQuery(queries.entities.get.queryOptions({ input: { entityId: tag.entityId } })).data;
  const [lesson, setLesson] = useState<Lesson>('none');
  const [words, setWords] = useState(() => phraseAround(story, tag));
  const [problem, setProblem] = useState<string>();
  const guards = readWords(words);
  const draft =
    entity === undefined || lesson === 'none' || guards.length === 0
      ? undefined
      : {
          ...{ entityId: entity.entityId, kind: entity.kind, label: entity.label },
          aliases: taught(entity.aliases, wordsOf(story, tag), lesson, guards),
        };
  const remove = async (): Promise<void> => {
    await client.entities.removeFromStory({ storyId: story.id, entityId: tag.entityId });
    if (draft !== undefined) await client.entities.save(draft);
    onClose();
  };
  return (
    <Dialog title={`Take “${tag.label}” off this story`} isOpen onClose={onClose} wide>
      <Select
        label="And from now on"
        value={lesson}
        onChange={(chosen) => {
          setLesson(chosen);
          setWords(chosen === 'needs' ? '' : phraseAround(story, tag));
        }}
        choices={[
          { value: 'none', label: 'Only this story: learn nothing' },
          { value: 'not', label: 'Do not tag it as part of a phrase' },
          { value: 'needs', label: 'Tag it only in stories with certain words' },
        ]}
      />
      {lesson === 'none' ? null : (
        <TextField
          label={lesson === 'not' ? 'The phrase' : 'One of these words, between commas'}
          value={words}
          onChange={setWords}
        />
      )}
      <EntityTrialView draft={draft} />
      {problem === undefined ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          look="primary"
          isDisabled={lesson !== 'none' && draft === undefined}
          onPress={() => void remove().catch((error: Error) => setProblem(error.message))}
        >
          Take it off
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** How the story writes the entity. */
function wordsOf(story: Story, { spans, demonyms = [] }: Tag): string[] {
  return [...spans, ...demonyms].map(({ field, from, to }) =>
    (field === 'title' ? story.title : story.text).slice(from, to),
  );
}

/** The first mention with the word behind it, or before it. */
function phraseAround(story: Story, { spans, demonyms = [] }: Tag): string {
  const span = spans[0] ?? demonyms[0];
  if (span === undefined) return '';
  const text = span.field === 'title' ? story.title : story.text;
  const name = text.slice(span.from, span.to);
  const after = /^[ \u00a0-]([\p{L}\p{N}]+)/u.exec(text.slice(span.to, span.to + 40))?.[1];
  const before = /([\p{L}\p{N}]+)[ \u00a0-]$/u.exec(text.slice(Math.max(0, span.from - 40), span.from))?.[1];
  if (after !== undefined) return `${name} ${after}`;
  return before === undefined ? name : `${before} ${name}`;
}

/** The names that stand in the story get the guard; all of them where none is written so. */
function taught(
  aliases: readonly EntityAlias[],
  written: readonly string[],
  lesson: 'not' | 'needs',
  guards: readonly string[],
): EntityAlias[] {
  const forms = written.map((form) => form.toLowerCase());
  const stands = ({ text }: EntityAlias): boolean => {
    const start = text.replace(/\*$/, '').toLowerCase();
    return forms.some((form) => form.startsWith(start));
  };
  const some = aliases.some(stands);
  return aliases.map((alias) => {
    if (some && !stands(alias)) return alias;
    // One of the needed words is enough, so that more of them would only tag more.
    return lesson === 'needs'
      ? { ...alias, needs: guards }
      : { ...alias, not: [...new Set([...alias.not, ...guards])] };
  });
}
