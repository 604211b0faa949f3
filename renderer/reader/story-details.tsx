import { diffWordsWithSpace } from 'diff';
import type { Revision, Story } from '../../shared/model.ts';
import { Foreign } from '../foreign.tsx';
import { useShell } from '../shell-context.tsx';
import { count, longTime } from '../time.ts';
import { ClusterPanel } from './cluster-panel.tsx';
import { Quotes } from './quotes.tsx';
import styles from './reader.module.css';

/** Behind the text: why it alerted, who said what, how it changed, where it came from. */
export function StoryDetails({ story }: { readonly story: Story }) {
  const { settings } = useShell();
  return (
    <div className={styles.details}>
      {story.cluster === undefined ? null : <ClusterPanel cluster={story.cluster} storyId={story.id} />}
      {story.alerts.length === 0 ? null : (
        <section>
          <h2>Why it alerted</h2>
          <ul>
            {story.alerts.map((alert) => (
              <li key={alert.id}>
                <b className={styles.severity} data-severity={alert.severity}>
                  {alert.severity}
                </b>{' '}
                <Foreign text={alert.ruleName} />: {wordsOf(story, alert.spans)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Quotes story={story} />
      <Revisions revisions={story.revisionList} language={story.language} />
      {story.captures.length === 0 ? null : (
        <section>
          <h2>Kept pages</h2>
          <ul>
            {story.captures.map((capture) => (
              <li key={`${capture.sha256}-${capture.fetchedAt}`}>
                {longTime(capture.fetchedAt, settings.times)}, {count(capture.bytes)} bytes, SHA-256{' '}
                <code className={styles.hash}>{capture.sha256.slice(0, 16)}…</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The distinct words that made a rule fire. */
function wordsOf(story: Story, spans: Story['alerts'][number]['spans']): string {
  const words = spans.map(({ field, from, to }) => (field === 'title' ? story.title : story.text).slice(from, to));
  const distinct = [...new Set(words)].slice(0, 12);
  return distinct.length === 0 ? 'tags and facts only' : distinct.join(', ');
}

function Revisions({
  revisions,
  language,
}: {
  readonly revisions: readonly Revision[];
  readonly language: string | undefined;
}) {
  const { settings } = useShell();
  const changes = revisions.flatMap((revision, index) => {
    const before = revisions.slice(0, index).findLast(({ source }) => source === revision.source);
    return before === undefined ? [] : [{ before, revision }];
  });
  if (changes.length === 0) return null;
  return (
    <section>
      <h2>How it was edited</h2>
      {changes.toReversed().map(({ before, revision }) => (
        <details key={revision.number} open={revision === changes.at(-1)?.revision}>
          <summary>
            {revision.source === 'feed' ? 'The feed entry' : 'The article page'},{' '}
            {longTime(revision.seenAt, settings.times)}
          </summary>
          {before.title === revision.title ? null : (
            <p dir="auto" lang={language} className={styles.diff}>
              <Difference before={before.title} after={revision.title} />
            </p>
          )}
          <p dir="auto" lang={language} className={styles.diff}>
            <Difference before={before.text} after={revision.text} />
          </p>
        </details>
      ))}
    </section>
  );
}

function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a difference is computed whole.
    if (added) return <ins key={index}>{value}</ins>;
    // biome-ignore lint/suspicious/noArrayIndexKey: a difference is computed whole.
    return removed ? <del key={index}>{value}</del> : value;
  });
}
