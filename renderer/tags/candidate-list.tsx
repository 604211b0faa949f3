import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Candidate, TagKind } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import screen from '../ui/screen.module.css';
import { useToast } from '../ui/toast.tsx';
import { newAlias } from './alias-list.tsx';
import { AliasPicker } from './alias-picker.tsx';
import { EntityEditor } from './entity-editor.tsx';
import { SampleLine } from './entity-trial-view.tsx';
import styles from './tags.module.css';

/** Names that recur and that no entity has: to accept, to give to an entity as an alias, or to dismiss for ever. */
export function CandidateList({ children }: { readonly children: ReactNode }) {
  const { client, queries } = useDesk();
  const toast = useToast();
  const found = useQuery(queries.entities.candidates.queryOptions({ input: {} }));
  const [accepted, setAccepted] = useState<Candidate>();
  const [aliased, setAliased] = useState<Candidate>();
  const settle = (candidate: Candidate, settled: boolean): void =>
    void client.entities.settleCandidate({ id: candidate.id, settled }).catch(() => undefined);
  const dismiss = (candidate: Candidate): void => {
    settle(candidate, true);
    toast(`“${candidate.name}” is not offered again`, { label: 'Undo', run: () => settle(candidate, false) });
  };
  return (
    <main className={screen.screen} aria-label="Candidates" data-pane="list">
      <header className={screen.header}>
        <h1>Tags and entities</h1>
        {children}
      </header>
      {found.data?.length === 0 ? (
        <EmptyState title="No candidates">
          Names that no entity has stand here once three stories of two feeds have them.
        </EmptyState>
      ) : null}
      <ul className={styles.list} aria-label="Candidates">
        {found.data?.map((candidate) => (
          <li key={candidate.id} className={styles.row}>
            <div className={styles.about}>
              <strong dir="auto" lang={candidate.language === '*' ? undefined : candidate.language}>
                <Foreign text={candidate.name} />
              </strong>
              <span className={styles.note}>
                Seen in {count(candidate.stories)} stories of {count(candidate.feeds)} feeds
              </span>
              <ul className={styles.samples}>
                {candidate.samples.map((sample) => (
                  <SampleLine key={sample.storyId} sample={sample} />
                ))}
              </ul>
            </div>
            <Button onPress={() => setAccepted(candidate)} aria-label={`Accept ${candidate.name}`}>
              Accept…
            </Button>
            <Button onPress={() => setAliased(candidate)} aria-label={`Alias ${candidate.name}`}>
              Alias…
            </Button>
            <Button look="quiet" onPress={() => dismiss(candidate)} aria-label={`Dismiss ${candidate.name}`}>
              Dismiss
            </Button>
          </li>
        ))}
      </ul>
      {accepted === undefined ? null : (
        <EntityEditor
          label={accepted.name}
          kind={likelyKind(accepted)}
          aliases={[newAlias(accepted.name)]}
          onSaved={() => settle(accepted, true)}
          onClose={() => setAccepted(undefined)}
        />
      )}
      {aliased === undefined ? null : (
        <AliasPicker name={aliased.name} onSaved={() => settle(aliased, true)} onClose={() => setAliased(undefined)} />
      )}
    </main>
  );
}

function likelyKind({ name, titled }: Candidate): TagKind {
  if (titled) return 'person';
  return /\d/.test(name) ? 'system' : 'organisation';
}
