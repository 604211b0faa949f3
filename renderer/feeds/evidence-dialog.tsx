import { useQuery } from '@tanstack/react-query';
import type { Feed, FeedEvidence } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './feeds-page.module.css';

/** "Why did this fail?": the request, the answer's headers and the first 2 kB of it. */
export function EvidenceDialog({ feed, onClose }: { readonly feed: Feed | undefined; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const evidence = useQuery(
    queries.feeds.evidence.queryOptions({ input: { id: feed?.id ?? 0 }, enabled: feed !== undefined }),
  ).data;
  return (
    <Dialog
      title={feed === undefined ? '' : `The last exchange with ${feed.title}`}
      isOpen={feed !== undefined}
      onClose={onClose}
      wide
    >
      <p>{feed?.health.sentence}</p>
      <pre className={styles.evidence} dir="ltr">
        {evidence ? printEvidence(evidence) : 'This feed was not polled yet.'}
      </pre>
    </Dialog>
  );
}

function printEvidence(evidence: FeedEvidence): string {
  const headers = (list: FeedEvidence['requestHeaders']): string[] => list.map(([name, value]) => `${name}: ${value}`);
  return [
    `GET ${evidence.requestUrl}`,
    ...headers(evidence.requestHeaders),
    ...evidence.redirects.map((to) => `→ ${to}`),
    '',
    evidence.status === undefined ? (evidence.error ?? 'No answer') : `${evidence.status}`,
    ...headers(evidence.responseHeaders),
    '',
    evidence.bodyStart,
  ].join('\n');
}
