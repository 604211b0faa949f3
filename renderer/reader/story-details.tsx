import { Suspense } from 'react';
import type { Story } from '../../shared/model.ts';
import { Foreign } from '../foreign.tsx';

import { ClusterPanel } from './cluster-panel.tsx';
import { LazyNotesPanel, LazyProvenancePanel, LazyRevisionsPanel } from './lazy-panels.tsx';
import { Quotes } from './quotes.tsx';
import styles from './reader.module.css';
import type { Notes } from './use-notes.ts';

/** Behind the text: why it alerted, who said what, how it changed, where it came from. */
export function StoryDetails({ story, notes }: { readonly story: Story; readonly notes: Notes }) {
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
      <Suspense>
        {story.annotations.length === 0 ? null : (
          <LazyNotesPanel
            notes={notes.placed}
            onEdit={(annotation) => notes.setDraft({ kind: 'known', annotation })}
            onRemove={notes.remove}
          />
        )}
        {story.revisions < 2 ? null : <LazyRevisionsPanel revisions={story.revisionList} language={story.language} />}
        {story.captures.length === 0 ? null : <LazyProvenancePanel story={story} />}
      </Suspense>
    </div>
  );
}

/** The distinct words that made a rule fire. */
function wordsOf(story: Story, spans: Story['alerts'][number]['spans']): string {
  const words = spans.map(({ field, from, to }) => (field === 'title' ? story.title : story.text).slice(from, to));
  const distinct = [...new Set(words)].slice(0, 12);
  return distinct.length === 0 ? 'tags and facts only' : distinct.join(', ');
}
