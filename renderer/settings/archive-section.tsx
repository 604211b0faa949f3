import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskStatus, IntegrityReport, RetentionPreview } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { byteCount } from '../feeds/feed-state.ts';
import { count, relativeTime } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './settings-page.module.css';
import { Thinning } from './thinning.tsx';

const usualDays = 180;

/** What the archive holds and takes on disk; copying it, proving it, and thinning it out. */
export function ArchiveSection({ status }: { readonly status: Pick<DeskStatus, 'folder' | 'version'> }) {
  return (
    <section className={styles.group} aria-label="Archive">
      <h2>Archive</h2>
      <Sizes status={status} />
      <Backups />
      <Check />
      <Retention />
      <Thinning />
    </section>
  );
}

function Sizes({ status }: { readonly status: Pick<DeskStatus, 'folder' | 'version'> }) {
  const sizes = useQuery(useDesk().queries.archive.sizes.queryOptions()).data;
  return (
    <dl className={styles.facts}>
      <dt>Folder</dt>
      <dd className={styles.folder}>{status.folder}</dd>
      <dt>Version</dt>
      <dd>{status.version}</dd>
      {sizes === undefined ? null : (
        <>
          <dt>Stories</dt>
          <dd>{count(sizes.stories)}</dd>
          <dt>On disk</dt>
          <dd>{byteCount(sizes.total)}</dd>
          {sizes.parts.map(({ name, bytes }) => (
            <div key={name} className={styles.part}>
              <dt>{name}</dt>
              <dd>{byteCount(bytes)}</dd>
            </div>
          ))}
        </>
      )}
    </dl>
  );
}

function Backups() {
  const { client, queries } = useDesk();
  const cache = useQueryClient();
  const toast = useToast();
  const backups = useQuery(queries.archive.backups.queryOptions()).data;
  const backUp = useMutation({
    mutationFn: () => client.archive.backup({}),
    onSuccess: ({ path, bytes }) => toast(`Copied and checked: ${path}, ${byteCount(bytes)}`),
    onSettled: () => void cache.invalidateQueries({ queryKey: queries.archive.key() }),
  });
  const newest = backups?.toSorted((one, other) => other.at - one.at)[0];
  return (
    <>
      <p>
        {newest === undefined
          ? 'No copy of the archive was made yet.'
          : `${count(backups?.length ?? 0)} kept, the newest ${relativeTime(newest.at)}: `}
        {newest === undefined ? null : <bdi className={styles.folder}>{newest.path}</bdi>}
      </p>
      <Button onPress={() => backUp.mutate()} isDisabled={backUp.isPending}>
        {backUp.isPending ? 'Copying and checking…' : 'Back up now'}
      </Button>
      {backUp.error === null ? null : <p role="alert">{backUp.error.message}</p>}
    </>
  );
}

function Check() {
  const { client } = useDesk();
  const check = useMutation<IntegrityReport>({ mutationFn: () => client.desk.check() });
  return (
    <>
      <Button onPress={() => check.mutate()} isDisabled={check.isPending}>
        {check.isPending ? 'Reading everything…' : 'Check the archive'}
      </Button>
      {check.error === null ? null : <p role="alert">{check.error.message}</p>}
      {check.data === undefined ? null : (
        <ul className={styles.failed} role="status">
          {check.data.checks.map(({ name, ok, detail }) => (
            <li key={name}>
              {ok ? 'Good' : 'Damaged'}: {name}, {detail}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Nothing goes before its user has seen what would go. */
function Retention() {
  const { client } = useDesk();
  const cache = useQueryClient();
  const toast = useToast();
  const [text, setText] = useState(String(usualDays));
  const days = Number(text);
  const isWrong = !Number.isInteger(days) || days < 1 || days > 36_500;
  const preview = useMutation<RetentionPreview>({ mutationFn: () => client.archive.retentionPreview({ days }) });
  const apply = useMutation<RetentionPreview>({
    mutationFn: () => client.archive.applyRetention({ days }),
    onSuccess: ({ stories }) => {
      toast(`${count(stories)} removed`);
      preview.reset();
      void cache.invalidateQueries();
    },
  });
  const shown = preview.data;
  const failure = preview.error ?? apply.error;
  return (
    <>
      <TextField
        label="Keep stories for (days)"
        help="Starred, noted and alerted stories stay for ever."
        error={isWrong ? 'A whole number of days, 36,500 at most.' : undefined}
        value={text}
        onChange={(value) => {
          setText(value);
          preview.reset();
        }}
      />
      <Button onPress={() => preview.mutate()} isDisabled={isWrong || preview.isPending}>
        Show what is older
      </Button>
      {failure === null ? null : <p role="alert">{failure.message}</p>}
      {shown === undefined ? null : (
        <>
          <p role="status">
            {shown.stories === 0
              ? 'No story would go.'
              : `${count(shown.stories)} would go for good, with ${count(shown.captures)} pages and ${count(shown.pictures)} pictures: ${byteCount(shown.bytes)}.`}
            {shown.kept.map(({ why, stories }) => ` ${count(stories)} stay: ${why}.`)}
          </p>
          {shown.stories === 0 ? null : (
            <Button onPress={() => apply.mutate()} isDisabled={apply.isPending}>
              {apply.isPending ? 'Removing…' : 'Remove them'}
            </Button>
          )}
        </>
      )}
    </>
  );
}
