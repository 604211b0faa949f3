import { useState } from 'react';
import type { FeedCandidate } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { relativeTime } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './feeds-page.module.css';

/** Finds the feeds behind an address and adds the chosen ones. */
export function AddFeedDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { client } = useDesk();
  const toast = useToast();
  const [url, setUrl] = useState('');
  const [folder, setFolder] = useState('');
  const [error, setError] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const [found, setFound] = useState<readonly FeedCandidate[]>([]);
  const close = (): void => {
    setUrl('');
    setFound([]);
    setError(undefined);
    onClose();
  };
  const probe = (): void => {
    setAsking(true);
    setError(undefined);
    setFound([]);
    client.feeds
      .probe({ url })
      .then(setFound, (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)))
      .finally(() => setAsking(false));
  };
  const add = (candidate: { readonly url: string; readonly title?: string; readonly language?: string }): void => {
    client.feeds
      .add({
        url: candidate.url,
        ...(folder === '' ? {} : { folder }),
        ...(candidate.language === undefined ? {} : { language: candidate.language }),
      })
      .then(
        (feed) => {
          toast(`“${candidate.title ?? feed.title}” added. Its stories come with the next poll.`);
          setFound((list) => list.map((one) => (one.url === candidate.url ? { ...one, alreadyAdded: true } : one)));
          if (found.length <= 1) close();
        },
        (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)),
      );
  };
  return (
    <Dialog title="Add a feed" isOpen={isOpen} onClose={close} wide>
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          probe();
        }}
      >
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
        <TextField label="Folder" value={folder} onChange={setFolder} />
        <DialogActions>
          {error === undefined ? null : (
            <Button onPress={() => add({ url })} isDisabled={url.trim() === ''}>
              Add it all the same
            </Button>
          )}
          <Button look="primary" type="submit" isDisabled={url.trim() === '' || isAsking}>
            {isAsking ? 'Looking…' : 'Find feeds'}
          </Button>
        </DialogActions>
      </form>
      <ul className={styles.candidates}>
        {found.map((candidate) => (
          <li key={candidate.url} className={styles.candidate}>
            <div>
              <strong>
                <Foreign text={candidate.title} />
              </strong>
              <div className={styles.sentence} dir="ltr">
                {candidate.url}
              </div>
              <div className={styles.sentence}>
                {candidate.entries} entries
                {candidate.language === undefined ? '' : `, in ${languageName(candidate.language)}`}
                {candidate.newestEntryAt === undefined
                  ? ', without dates'
                  : `, newest ${relativeTime(candidate.newestEntryAt)}`}
                {candidate.newestTitle === undefined ? null : (
                  <>
                    : <Foreign text={candidate.newestTitle} language={candidate.language} />
                  </>
                )}
              </div>
            </div>
            <Button look="primary" isDisabled={candidate.alreadyAdded} onPress={() => add(candidate)}>
              {candidate.alreadyAdded ? 'Added' : 'Add'}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function languageName(code: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
}
