import { useEffect, useState } from 'react';
import type { FeedsAdded, OpmlPreview, OutlinedFeedPreview } from '../../shared/model.ts';
import type { PickedFile } from '../../shared/shell.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Checkbox } from '../ui/field.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './feeds-page.module.css';

type Stage =
  | { readonly kind: 'reading' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'choosing'; readonly preview: OpmlPreview }
  | { readonly kind: 'adding'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: FeedsAdded };

const batch = 200;
/** More rows than anybody reads; the rest is imported with them and counted. */
const mostShown = 500;

/** An OPML list: what it holds, what of it is new, and then what became of each feed. */
export function ImportDialog({ file, onClose }: { readonly file: PickedFile; readonly onClose: () => void }) {
  const { client } = useDesk();
  const [stage, setStage] = useState<Stage>({ kind: 'reading' });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isOnTrial, setOnTrial] = useState(true);
  useEffect(() => {
    client.feeds.previewOpml({ opml: file.text }).then(
      (preview) => setStage({ kind: 'choosing', preview }),
      (reason: unknown) =>
        setStage({ kind: 'refused', reason: reason instanceof Error ? reason.message : String(reason) }),
    );
  }, [client, file]);
  const add = async (preview: OpmlPreview): Promise<void> => {
    const feeds = preview.feeds.filter(({ url, alreadyAdded }) => !alreadyAdded && !left.has(url));
    let result: FeedsAdded = { added: 0, merged: 0, failed: preview.failed };
    for (let start = 0; start < feeds.length; start += batch) {
      setStage({ kind: 'adding', done: start, total: feeds.length });
      const part = feeds.slice(start, start + batch);
      const answer = await client.feeds
        .addMany({ feeds: part.map(({ alreadyAdded: _, ...feed }) => feed), onTrial: isOnTrial })
        .catch((reason: unknown) => failedBatch(part, reason));
      result = {
        added: result.added + answer.added,
        merged: result.merged + answer.merged,
        failed: [...result.failed, ...answer.failed],
      };
    }
    setStage({ kind: 'done', result });
  };
  return (
    <Dialog title={`Import ${file.name}`} isOpen onClose={onClose} wide>
      {stage.kind === 'reading' ? <p role="status">Reading the list…</p> : null}
      {stage.kind === 'refused' ? <p role="alert">{stage.reason}</p> : null}
      {stage.kind === 'adding' ? (
        <Progress label={`${count(stage.done)} of ${count(stage.total)} added`} done={stage.done} total={stage.total} />
      ) : null}
      {stage.kind === 'choosing' ? (
        <Choosing
          preview={stage.preview}
          left={left}
          isOnTrial={isOnTrial}
          onLeave={setLeft}
          onTrial={setOnTrial}
          onAdd={() => void add(stage.preview)}
          onClose={onClose}
        />
      ) : null}
      {stage.kind === 'done' ? <Done result={stage.result} onClose={onClose} /> : null}
    </Dialog>
  );
}

function failedBatch(part: readonly OutlinedFeedPreview[], reason: unknown): FeedsAdded {
  const sentence = reason instanceof Error ? reason.message : String(reason);
  return { added: 0, merged: 0, failed: part.map(({ title, url }) => ({ title, url, reason: sentence })) };
}

interface ChoosingProps {
  readonly preview: OpmlPreview;
  /** Addresses that are left out. */
  readonly left: ReadonlySet<string>;
  readonly isOnTrial: boolean;
  readonly onLeave: (left: ReadonlySet<string>) => void;
  readonly onTrial: (isOnTrial: boolean) => void;
  readonly onAdd: () => void;
  readonly onClose: () => void;
}

function Choosing({ preview, left, isOnTrial, onLeave, onTrial, onAdd, onClose }: ChoosingProps) {
  const { feeds, failed } = preview;
  const fresh = feeds.filter(({ alreadyAdded }) => !alreadyAdded);
  const chosen = fresh.filter(({ url }) => !left.has(url));
  const leave = (url: string, isChosen: boolean): void => {
    const others = [...left].filter((one) => one !== url);
    onLeave(new Set(isChosen ? others : [...others, url]));
  };
  return (
    <>
      <p>
        {count(feeds.length)} feeds: {count(fresh.length)} new, {count(feeds.length - fresh.length)} in the list already
        {failed.length === 0 ? '.' : `, ${count(failed.length)} that cannot be read.`}
      </p>
      <Checkbox
        label="All new feeds"
        isSelected={chosen.length === fresh.length && fresh.length > 0}
        isDisabled={fresh.length === 0}
        onChange={(all) => onLeave(new Set(all ? [] : fresh.map(({ url }) => url)))}
      />
      <ul className={styles.outlines} aria-label="Feeds in the file">
        {feeds.slice(0, mostShown).map(({ url, title, folder, alreadyAdded }) => (
          <li key={url} className={styles.outline}>
            <Checkbox
              label={<Foreign text={title} />}
              isSelected={!alreadyAdded && !left.has(url)}
              isDisabled={alreadyAdded}
              onChange={(isChosen) => leave(url, isChosen)}
            />
            <span className={styles.sentence}>
              {alreadyAdded ? 'in the list already' : folder === undefined ? null : <Foreign text={folder} />}
            </span>
          </li>
        ))}
      </ul>
      {feeds.length > mostShown ? (
        <p className={styles.sentence}>And {count(feeds.length - mostShown)} more, which are imported with them.</p>
      ) : null}
      <Failures failed={failed} />
      <Checkbox
        label="Switch off what gives no dated entries at its first poll"
        isSelected={isOnTrial}
        onChange={onTrial}
      />
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={chosen.length === 0} onPress={onAdd}>
          {chosen.length === 1 ? 'Import the feed' : `Import ${count(chosen.length)} feeds`}
        </Button>
      </DialogActions>
    </>
  );
}

function Done({ result, onClose }: { readonly result: FeedsAdded; readonly onClose: () => void }) {
  return (
    <>
      <p role="status">
        {count(result.added)} added, {count(result.merged)} in the list already, {count(result.failed.length)} failed.
        They are polled now; their health says how it went.
      </p>
      <Failures failed={result.failed} />
      <DialogActions>
        <Button look="primary" autoFocus onPress={onClose}>
          Close
        </Button>
      </DialogActions>
    </>
  );
}

function Failures({ failed }: { readonly failed: FeedsAdded['failed'] }) {
  if (failed.length === 0) return null;
  return (
    <ul className={styles.failures} aria-label="Not imported">
      {failed.map(({ title, url, reason }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change, and two lines of a file can be the same.
        <li key={index}>
          {title || url ? (
            <>
              <Foreign text={title || url} />:{' '}
            </>
          ) : null}
          {reason}
        </li>
      ))}
    </ul>
  );
}
