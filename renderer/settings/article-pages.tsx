import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { count, relativeTime } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './settings-page.module.css';

const refreshMs = 3000;

/** The pages behind the entries: how many wait, what failed and why, and when they are looked at again. */
export function ArticlePages() {
  const { client, queries } = useDesk();
  const cache = useQueryClient();
  const toast = useToast();
  const queue = useQuery({ ...queries.articles.queue.queryOptions(), refetchInterval: refreshMs }).data;
  const fresh = (): void => void cache.invalidateQueries({ queryKey: queries.articles.key() });
  const pause = useMutation({ mutationFn: (paused: boolean) => client.articles.pause({ paused }), onSettled: fresh });
  const retry = useMutation({
    mutationFn: (storyIds?: number[]) => client.articles.retry(storyIds === undefined ? {} : { storyIds }),
    onSuccess: ({ queued }) => toast(`${count(queued)} pages are asked for again`),
    onSettled: fresh,
  });
  if (queue === undefined) return null;
  const { waiting, running, paused, nextAt, failed } = queue;
  return (
    <section className={styles.group} aria-label="Article pages">
      <h2>Article pages</h2>
      <p role="status">
        {waiting === 0 ? 'No page waits to be fetched.' : `${count(waiting)} pages wait to be fetched.`}
        {running.length === 0 ? '' : ` ${count(running.length)} are being fetched.`}
        {paused ? ' Fetching is paused.' : ''}
        {!paused && waiting > 0 && nextAt !== undefined && nextAt > Date.now() ? ` Next ${relativeTime(nextAt)}.` : ''}
      </p>
      <Button onPress={() => pause.mutate(!paused)}>{paused ? 'Go on fetching' : 'Pause fetching'}</Button>
      <CheckHours />
      {failed.length === 0 ? null : (
        <>
          <h3>Could not be had</h3>
          <Button onPress={() => retry.mutate(undefined)}>Ask for all of them again</Button>
          <ul className={styles.failed}>
            {failed.map(({ storyId, title, feed, reason }) => (
              <li key={storyId}>
                <Foreign text={title} /> (<Foreign text={feed} />
                ): {reason}{' '}
                <Button look="quiet" onPress={() => retry.mutate([storyId])}>
                  Ask again
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** When pages are looked at again for edits. */
function CheckHours() {
  const { client, queries } = useDesk();
  const cache = useQueryClient();
  const kept = useQuery(queries.archive.pageChecks.queryOptions()).data;
  const [text, setText] = useState<string>();
  if (kept === undefined) return null;
  const shown = text ?? kept.hours.join(', ');
  const hours = shown
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);
  const isWrong = hours.some((value) => !(value >= 0.25 && value <= 2160)) || hours.length > 10;
  const save = (): void => {
    if (text === undefined || isWrong) return;
    client.archive.setPageChecks({ hours }).then(
      () => {
        setText(undefined);
        void cache.invalidateQueries({ queryKey: queries.archive.key() });
      },
      () => undefined,
    );
  };
  return (
    <TextField
      label="Look at pages again after (hours)"
      help="From publication; empty for never. A look that is planned already stays."
      error={isWrong ? 'Hours between 0.25 and 2160, ten at most.' : undefined}
      value={shown}
      onChange={setText}
      onBlur={save}
    />
  );
}
