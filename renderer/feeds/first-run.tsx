import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PickedFile } from '../../shared/shell.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useDesk } from '../desk-context.tsx';
import { goToView } from '../place.ts';
import { useShell } from '../shell-context.tsx';
import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { Keys } from '../ui/empty-state.tsx';
import screen from '../ui/screen.module.css';
import { useToast } from '../ui/toast.tsx';
import { Toggle } from '../ui/toggle.tsx';
import { languageName } from './feed-state.ts';
import styles from './first-run.module.css';
import { PackList } from './pack-list.tsx';
import { TrialProgress } from './trial-progress.tsx';

interface FirstRunProps {
  readonly onAddFeed: () => void;
  readonly onImport: (file: PickedFile) => void;
  /** The page is not needed any more. */
  readonly onDone: () => void;
}

/** Where an empty archive starts: feeds by language, the sample wire, a list from another reader, or an address. */
export function FirstRun({ onAddFeed, onImport, onDone }: FirstRunProps) {
  const { client, queries } = useDesk();
  const { shell } = useShell();
  const toast = useToast();
  const packs = useQuery(queries.feeds.starterPacks.queryOptions()).data ?? [];
  const isEmpty = useQuery(queries.desk.status.queryOptions()).data?.feeds === 0;
  const [languages, setLanguages] = useState<ReadonlySet<string>>(() => usualLanguages(navigator.languages));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState<readonly string[]>();
  const finish = (): void => {
    onDone();
    goToView({});
  };
  useCommands(isEmpty ? {} : { back: finish });
  const fail = (reason: unknown): void => toast(reason instanceof Error ? reason.message : String(reason));
  const offered = packs.filter(({ language }) => languages.has(language));
  const chosen = offered
    .flatMap(({ feeds }) => feeds)
    .filter(({ url, alreadyAdded }) => !alreadyAdded && !left.has(url));
  const add = async (): Promise<void> => {
    const feeds = chosen.map(({ note: _, alreadyAdded: __, ...feed }) => ({
      ...feed,
      folder: languageName(feed.language) ?? feed.language,
    }));
    await client.feeds.addMany({ feeds, onTrial: true });
    setTried(feeds.map(({ url }) => url));
  };
  const addSample = async (): Promise<void> => {
    await client.feeds.addSampleWire();
    finish();
    await client.desk.poll({ all: false });
  };
  const pick = async (): Promise<void> => {
    const file = await shell.pickFile(['opml', 'xml']);
    if (file !== undefined) onImport(file);
  };
  if (tried !== undefined)
    return <TrialProgress urls={tried} onDone={finish} onSample={() => void addSample().catch(fail)} />;
  return (
    <main className={screen.screen} aria-label="Choose feeds" data-pane="list">
      <div className={styles.page}>
        <header>
          <h1>{isEmpty ? 'Which sources do you follow?' : 'Proposals by language'}</h1>
          <p className={styles.lead}>
            Choose the languages you read. Sitrep asks each feed once: those that answer with dated entries stay on, and
            the others are listed with the reason. Nothing but these requests leaves this machine.
          </p>
        </header>
        <fieldset className={styles.languages}>
          <legend className="visually-hidden">Languages</legend>
          {packs.map(({ language, feeds }) => (
            <Toggle
              key={language}
              isSelected={languages.has(language)}
              onChange={() => setLanguages(toggled(languages, language))}
            >
              {languageName(language)} <bdi className={styles.count}>{count(feeds.length)}</bdi>
            </Toggle>
          ))}
        </fieldset>
        <div className={styles.actions}>
          <Button look="primary" isDisabled={chosen.length === 0} onPress={() => void add().catch(fail)}>
            {chosen.length === 1 ? 'Add 1 feed' : `Add ${count(chosen.length)} feeds`}
          </Button>
          {isEmpty ? null : <Button onPress={finish}>Back to the stories</Button>}
        </div>
        {offered.map((pack) => (
          <PackList key={pack.language} pack={pack} left={left} onLeave={setLeft} />
        ))}
        <section className={styles.others}>
          <h2>Or start with something else</h2>
          <div className={styles.actions}>
            <Button onPress={() => void addSample().catch(fail)}>The sample wire</Button>
            <Button onPress={() => void pick()}>A list from another reader (OPML)</Button>
            <Button onPress={onAddFeed}>An address</Button>
          </div>
          <p className={styles.lead}>
            The sample wire needs no network: invented outlets in ten languages, whose stories come in while you watch.
            An OPML file can also be dropped on this window. <Keys>?</Keys> shows all keys.
          </p>
        </section>
      </div>
    </main>
  );
}

/** The languages of the system, and English, which most of the trade press is in. */
function usualLanguages(tags: readonly string[]): ReadonlySet<string> {
  return new Set(['en', ...tags.map((tag) => tag.slice(0, 2).toLowerCase())]);
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  return set.has(item) ? new Set([...set].filter((one) => one !== item)) : new Set([...set, item]);
}
