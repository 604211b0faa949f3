import { useState } from 'react';
import type { Capture, CaptureVerdict, Story } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { useShell } from '../shell-context.tsx';
import { count, longTime } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './provenance-panel.module.css';

/** Where a story's text comes from: the pages as they were received, and the proof that they still are. */
export function ProvenancePanel({ story }: { readonly story: Story }) {
  const { settings } = useShell();
  return (
    <section aria-label="Where it comes from">
      <h2>Where it comes from</h2>
      {story.withdrawnAt === undefined ? null : (
        <p>
          The site took the page away; that was seen {longTime(story.withdrawnAt, settings.times)}. What is shown here
          was kept before.
        </p>
      )}
      {story.nextCheckAt === undefined ? null : (
        <p>The page is looked at again {longTime(story.nextCheckAt, settings.times)}.</p>
      )}
      {story.captures.toReversed().map((capture) => (
        <KeptPage key={capture.id} capture={capture} />
      ))}
    </section>
  );
}

function KeptPage({ capture }: { readonly capture: Capture }) {
  const { client } = useDesk();
  const { settings } = useShell();
  const [verdict, setVerdict] = useState<CaptureVerdict>();
  const [text, setText] = useState<string>();
  const trouble = (): void => setVerdict({ ok: false, sentence: 'The kept page could not be read.' });
  const verify = (): void => void client.captures.verify({ id: capture.id }).then(setVerdict, trouble);
  const show = (): void => void client.captures.text({ id: capture.id }).then((page) => setText(page.text), trouble);
  return (
    <div className={styles.page}>
      <dl className={styles.facts}>
        <dt>Received</dt>
        <dd>{longTime(capture.fetchedAt, settings.times)}</dd>
        <dt>Address</dt>
        <dd dir="ltr">{capture.url}</dd>
        {capture.redirects.length === 0 ? null : (
          <>
            <dt>Redirected by way of</dt>
            <dd dir="ltr">{capture.redirects.join(' → ')}</dd>
          </>
        )}
        <dt>Answer</dt>
        <dd>
          {capture.status}, {count(capture.bytes)} bytes
        </dd>
        {capture.removedAt === undefined ? null : (
          <>
            <dt>Removed</dt>
            <dd>{longTime(capture.removedAt, settings.times)}, to save space. The text and this record stay.</dd>
          </>
        )}
        <dt>SHA-256</dt>
        <dd className={styles.hash}>{capture.sha256}</dd>
      </dl>
      <details>
        <summary>{capture.headers.length === 1 ? '1 header' : `${count(capture.headers.length)} headers`}</summary>
        <dl className={styles.facts}>
          {capture.headers.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice; the list never changes.
            <div key={index} className={styles.header}>
              <dt>{name}</dt>
              <dd dir="ltr">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <div className={styles.actions}>
        <Button onPress={verify}>Verify</Button>
        {capture.removedAt === undefined ? <Button onPress={show}>Text of the whole page</Button> : null}
        <span role="status" data-ok={verdict?.ok} className={styles.verdict}>
          {verdict?.sentence}
        </span>
      </div>
      <Dialog title="The page as it was received" wide isOpen={text !== undefined} onClose={() => setText(undefined)}>
        <div className={styles.text} dir="auto">
          {text}
        </div>
      </Dialog>
    </div>
  );
}
