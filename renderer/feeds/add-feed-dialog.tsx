import { useEffect, useRef, useState } from 'react';
import type { FeedCandidate, ProbeStep } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { count, relativeTime } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { Progress } from '../ui/progress.tsx';
import { useToast } from '../ui/toast.tsx';
import { languageName } from './feed-state.ts';
import styles from './feeds-page.module.css';

interface AddFeedDialogProps {
  /** Where to look at once. */
  readonly address?: string | undefined;
  readonly onClose: () => void;
}

/** Finds the feeds behind an address and adds the chosen ones. */
export function AddFeedDialog({ address: given = '', onClose }: AddFeedDialogProps) {
  const { client } = useDesk();
  const toast = useToast();
  const [url, setUrl] = useState(given);
  const [folder, setFolder] = useState('');
  const { found, asking, error, setError, look } = useDiscovery();
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the address it was opened with.
  useEffect(() => {
    if (given !== '') look(given);
  }, [given]);
  // The first feed that is new is what most people mean.
  const first = found.find(({ alreadyAdded }) => !alreadyAdded)?.url;
  const isChosen = (candidate: FeedCandidate): boolean =>
    !candidate.alreadyAdded && (chosen === undefined ? candidate.url === first : chosen.has(candidate.url));
  const ticked = found.filter(isChosen);
  const tick = (candidate: FeedCandidate, on: boolean): void => {
    const others = ticked.map((one) => one.url).filter((one) => one !== candidate.url);
    setChosen(new Set(on ? [...others, candidate.url] : others));
  };
  const add = async (candidates: readonly { readonly url: string; readonly language?: string }[]): Promise<void> => {
    try {
      for (const { url: address, language } of candidates)
        await client.feeds.add({
          url: address,
          ...(folder === '' ? {} : { folder }),
          ...(language === undefined ? {} : { language }),
        });
      toast(
        candidates.length === 1
          ? 'The feed is added. Its stories come with the next poll.'
          : `${count(candidates.length)} feeds are added. Their stories come with the next poll.`,
      );
      onClose();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  };
  return (
    <Dialog title="Add a feed" isOpen onClose={onClose} wide>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setChosen(undefined);
          look(url);
        }}
      >
        <div className={styles.ask}>
          <TextField
            label="Address"
            inputMode="url"
            value={url}
            onChange={setUrl}
            error={error}
            autoFocus
            placeholder="https://…"
            help="Of a feed, or of a page: Sitrep looks for its feeds."
          />
          <Button
            look={found.length === 0 ? 'primary' : 'plain'}
            type="submit"
            isDisabled={url.trim() === '' || asking !== undefined}
          >
            Find feeds
          </Button>
        </div>
      </form>
      {asking === undefined ? null : <Asking step={asking} />}
      {found.length === 0 ? null : (
        <ul className={styles.candidates} aria-label="Feeds found">
          {found.map((candidate) => (
            <li key={candidate.url}>
              <Candidate candidate={candidate} isChosen={isChosen(candidate)} onChoose={(on) => tick(candidate, on)} />
            </li>
          ))}
        </ul>
      )}
      {found.length > 0 || error !== undefined ? (
        <>
          <TextField label="Folder" value={folder} onChange={setFolder} />
          <DialogActions>
            <Button onPress={onClose}>Cancel</Button>
            {found.length > 0 ? (
              <Button look="primary" isDisabled={ticked.length === 0} onPress={() => void add(ticked)}>
                {ticked.length > 1 ? `Add ${count(ticked.length)} feeds` : 'Add the feed'}
              </Button>
            ) : (
              <Button isDisabled={url.trim() === ''} onPress={() => void add([{ url }])}>
                Add it all the same
              </Button>
            )}
          </DialogActions>
        </>
      ) : null}
    </Dialog>
  );
}

type Asking = Extract<ProbeStep, { kind: 'asking' }>;

/** Looks for feeds, telling each step. A new search ends the one before, and closing ends the last. */
function useDiscovery() {
  const { client } = useDesk();
  const [found, setFound] = useState<readonly FeedCandidate[]>([]);
  const [asking, setAsking] = useState<Asking>();
  const [error, setError] = useState<string>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const look = async (url: string): Promise<void> => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setFound([]);
    setError(undefined);
    setAsking({ kind: 'asking', url, asked: 0, toAsk: 1 });
    try {
      for await (const step of await client.feeds.discover({ url }, { signal: stop.signal })) {
        if (stop.signal.aborted) return;
        if (step.kind === 'asking') setAsking(step);
        else setFound((list) => [...list, step.candidate]);
      }
    } catch (reason) {
      if (!stop.signal.aborted) setError(reason instanceof Error ? reason.message : String(reason));
    }
    if (!stop.signal.aborted) setAsking(undefined);
  };
  return { found, asking, error, setError, look: (url: string) => void look(url) };
}

function Asking({ step }: { readonly step: Asking }) {
  return (
    <div role="status">
      <Progress label={`Asking ${step.url}`} done={step.asked} total={step.toAsk} />
    </div>
  );
}

interface CandidateProps {
  readonly candidate: FeedCandidate;
  readonly isChosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

function Candidate({ candidate, isChosen, onChoose }: CandidateProps) {
  const { language, newestEntryAt, newestTitle, entriesPerDay } = candidate;
  const facts = [
    `${count(candidate.entries)} ${candidate.entries === 1 ? 'entry' : 'entries'}`,
    ...(entriesPerDay > 0 ? [`${entriesPerDay.toFixed(1)} a day`] : []),
    ...(language === undefined ? [] : [languageName(language) ?? language]),
    newestEntryAt === undefined ? 'without dates' : `newest ${relativeTime(newestEntryAt)}`,
  ];
  return (
    <div className={styles.candidate}>
      <Checkbox
        label={<Foreign text={candidate.title} />}
        isSelected={isChosen}
        isDisabled={candidate.alreadyAdded}
        onChange={onChoose}
      />
      <div className={styles.about}>
        <div className={styles.sentence}>
          {candidate.alreadyAdded ? <strong>In the list already. </strong> : null}
          {facts.join(', ')}
        </div>
        {newestTitle === undefined ? null : (
          <div className={styles.sentence}>
            <Foreign text={newestTitle} language={language} />
          </div>
        )}
        <div className={styles.sentence} dir="ltr">
          {candidate.url}
        </div>
      </div>
    </div>
  );
}
