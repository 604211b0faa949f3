import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rule, SearchHit } from '../../shared/model.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { useShell } from '../shell-context.tsx';
import { shortTime } from '../time.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './ask-story-dialog.module.css';
import { WhyDialog } from './why-dialog.tsx';

const shownStories = 12;

/** Finds a story by its words and says why a rule fired on it, or why not. */
export function AskStoryDialog({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const { settings } = useShell();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<SearchHit>();
  const parsed = parseQuery(typed);
  const query = typed.trim() === '' ? 'date:7d' : typed;
  const found = useQuery({
    ...queries.search.run.queryOptions({ input: { query, limit: shownStories }, retry: false }),
    enabled: typed.trim() === '' || parsed.ok,
    placeholderData: keepPreviousData,
  });
  if (asked !== undefined)
    return <WhyDialog storyId={asked.id} storyTitle={asked.title} ruleId={rule.id} onClose={onClose} />;
  const stories = found.data?.stories ?? [];
  return (
    <Dialog title="Why did it fire, or not?" isOpen onClose={onClose} wide>
      <p>
        Pick the story that <Foreign text={rule.name} /> is asked about.
      </p>
      <TextField
        label="Words of the story"
        value={typed}
        onChange={setTyped}
        autoFocus
        error={typed.trim() === '' || parsed.ok ? undefined : parsed.errors[0]?.message}
      />
      <ul className={styles.stories} aria-label="Stories">
        {stories.map((story) => (
          <li key={story.id}>
            <button type="button" onClick={() => setAsked(story)}>
              <span className={styles.meta}>
                {shortTime(story.publishedAt, settings.times)} <Foreign text={story.feed} />
              </span>
              <span dir="auto">{story.title}</span>
            </button>
          </li>
        ))}
      </ul>
      {stories.length === 0 && found.isFetched ? <p role="status">No story has these words.</p> : null}
    </Dialog>
  );
}
