import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EntityAlias, TagKind, TagSample } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { MarkedText } from '../search/marked-text.tsx';
import { count } from '../time.ts';
import styles from './tags.module.css';

export interface EntityDraft {
  readonly entityId?: string;
  readonly kind: TagKind;
  readonly label: string;
  readonly aliases: readonly EntityAlias[];
}

const quietMs = 400;

/** What saving the draft would do to the newest stored stories, asked again when typing rests. */
export function EntityTrialView({ draft }: { readonly draft: EntityDraft | undefined }) {
  const { queries } = useDesk();
  const asked = useRested(draft);
  const trial = useQuery(
    queries.entities.test.queryOptions({
      input: asked ?? { kind: 'topic', label: '-', aliases: [{ text: '-' }] },
      enabled: asked !== undefined,
      retry: false,
      placeholderData: (previous) => previous,
    }),
  );
  if (asked === undefined) return null;
  if (trial.isError) return <p className={styles.problem}>{trial.error.message}</p>;
  if (trial.data === undefined) return <p className={styles.note}>Reading stored stories…</p>;
  const { stories, tagged, gained, lost, gainedSamples, lostSamples } = trial.data;
  return (
    <section className={styles.trial} aria-label="Test on stored stories" aria-live="polite">
      <p>
        <strong>
          {gained === 0 && lost === 0
            ? 'Would change no stored story'
            : `Would tag ${count(gained)} more, lose ${count(lost)}`}
        </strong>{' '}
        of the newest {count(stories)} stories; {count(tagged)} carry it now.
      </p>
      <Samples title="Gained" samples={gainedSamples} />
      <Samples title="Lost" samples={lostSamples} />
    </section>
  );
}

function Samples({ title, samples }: { readonly title: string; readonly samples: readonly TagSample[] }) {
  if (samples.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={styles.samples}>
        {samples.map((sample) => (
          <SampleLine key={sample.storyId} sample={sample} />
        ))}
      </ul>
    </>
  );
}

export function SampleLine({ sample }: { readonly sample: TagSample }) {
  return (
    <li className={styles.sample} dir="auto" lang={sample.language}>
      <MarkedText {...sample.snippet} />
    </li>
  );
}

/** The value once it has not changed for a while. */
function useRested<T>(value: T): T {
  const text = JSON.stringify(value);
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested === undefined ? (undefined as T) : (JSON.parse(rested) as T);
}
