import { clusterSentence } from '../../shared/cluster.ts';
import type { ClusterMember, StoryCluster } from '../../shared/model.ts';
import { Foreign } from '../foreign.tsx';
import { addressOf, usePlace } from '../place.ts';
import { useShell } from '../shell-context.tsx';
import { shortTime } from '../time.ts';
import styles from './cluster-panel.module.css';

/** Who else reports the event of the open story: origins, copies and who had it first. */
export function ClusterPanel({ cluster, storyId }: { readonly cluster: StoryCluster; readonly storyId: number }) {
  const place = usePlace();
  const { settings } = useShell();
  return (
    <section aria-labelledby="cluster-heading">
      <h2 id="cluster-heading">Who reports this</h2>
      <p>
        <Foreign text={clusterSentence(cluster, (at) => shortTime(at, settings.times))} />
      </p>
      <ol className={styles.members}>
        {cluster.members.map((member, index) => (
          <li key={member.storyId} aria-current={member.storyId === storyId ? 'true' : undefined}>
            <time dateTime={new Date(member.publishedAt).toISOString()}>
              {shortTime(member.publishedAt, settings.times)}
            </time>
            <span>
              <b>
                <Foreign text={member.feedTitle} />
              </b>{' '}
              {member.storyId === storyId ? (
                <Foreign text={member.title} language={member.language} />
              ) : (
                <a href={addressOf({ ...place, screen: 'stories', storyId: member.storyId })}>
                  <Foreign text={member.title} language={member.language} />
                </a>
              )}
              <span className={styles.note}>{noteOf(member, cluster.members.slice(0, index))}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What tells a member from an independent report, given the members before it. */
function noteOf(member: ClusterMember, earlier: readonly ClusterMember[]): string {
  const before = earlier.find(({ origin }) => origin === member.origin);
  const notes = [
    ...(member.stateAffiliated ? ['state media'] : []),
    ...(member.attributedTo === undefined ? [] : [`cites ${member.attributedTo}`]),
    ...(before === undefined ? [] : [`same origin as ${before.feedTitle}`]),
  ];
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
}
