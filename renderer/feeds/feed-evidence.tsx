import { useQuery } from '@tanstack/react-query';
import type { FeedEvidence as Evidence, Feed } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { useShell } from '../shell-context.tsx';
import { longTime } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './feed-page.module.css';
import { needsLook } from './needs-look.ts';

/** "Why did this fail?": the request, the answer's headers and the first 2 kB of it. Secrets are hidden in it. */
export function FeedEvidence({ feed }: { readonly feed: Feed }) {
  const { queries } = useDesk();
  const { settings } = useShell();
  const toast = useToast();
  const evidence = useQuery(queries.feeds.evidence.queryOptions({ input: { id: feed.id } })).data;
  if (!evidence) return null;
  const text = printEvidence(evidence);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => toast('Copied'),
      () => toast('The clipboard is not open to Sitrep'),
    );
  };
  return (
    <details className={styles.section} open={needsLook(feed)}>
      <summary>{needsLook(feed) ? 'Why did this fail?' : 'The last whole exchange'}</summary>
      <p className={styles.hint}>
        {longTime(evidence.at, settings.times)} <Button onPress={copy}>Copy</Button>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys (WCAG 2.1.1). */}
      <pre className={styles.evidence} dir="ltr" tabIndex={0}>
        {text}
      </pre>
    </details>
  );
}

function printEvidence(evidence: Evidence): string {
  const headers = (list: Evidence['requestHeaders']): string[] => list.map(([name, value]) => `${name}: ${value}`);
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
