import { useEffect, useState } from 'react';
import type { LabAnswer } from '../../shared/model.ts';
import type { RuleDraft } from '../../shared/rule.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { MarkedText } from '../search/marked-text.tsx';
import { useShell } from '../shell-context.tsx';
import { count, shortTime } from '../time.ts';
import styles from './lab.module.css';
import { Spark } from './spark.tsx';

/** How long the query must rest before it is tried. */
const restMs = 200;

/** What the rule, as it is written now, would have done in the last thirty days. */
export function Lab({ draft, ruleId }: { readonly draft: RuleDraft | undefined; readonly ruleId: number | undefined }) {
  const answer = useLab(draft, ruleId);
  const { settings } = useShell();
  if (draft === undefined || answer === undefined) return null;
  if (typeof answer === 'string') return <p className={styles.problem}>{answer}</p>;
  const { isExact, isLast, firings, interruptionsPerDay, gained, lost, overlaps, brokenPins } = answer;
  const about = isExact ? '' : 'about ';
  return (
    <section className={styles.lab} aria-label="Rule lab" aria-busy={!isLast}>
      <header className={styles.numbers}>
        <p>
          {about}
          <strong>{perDayText(answer.hitsPerDay)}</strong> hits a day, {about}
          <strong>{perDayText(interruptionsPerDay)}</strong> interruptions a day
        </p>
        <Spark perDay={answer.perDay} />
      </header>
      <p className={styles.note}>
        {about === '' ? count(answer.hits) : `About ${count(answer.hits)}`} stories of the last thirty days,{' '}
        {count(firings)} alerts.
        {isLast && !isExact ? ' Counting them all takes too long: this is reckoned from a sample.' : ''}
        {gained.length + lost.length === 0
          ? ''
          : ` Against the saved rule: ${count(gained.length)} gained, ${count(lost.length)} lost.`}
        {overlaps.map(({ ruleId: id, name, stories }) => (
          <span key={id}>
            {' '}
            <Foreign text={name} /> met {count(stories)} of them too.
          </span>
        ))}
      </p>
      {brokenPins.map(({ storyId, title, mustFire }) => (
        <p key={storyId} className={styles.problem}>
          Breaks a pin: <Foreign text={title} /> {mustFire ? 'must fire.' : 'must not fire.'}
        </p>
      ))}
      <ul className={styles.samples}>
        {answer.samples.map((hit) => (
          <li key={hit.id}>
            <span className={styles.note}>
              {shortTime(hit.publishedAt, settings.times)} <Foreign text={hit.feed} />
            </span>
            <span dir="auto" className={styles.sampleTitle}>
              {hit.title}
            </span>
            <span dir="auto" className={styles.snippet}>
              <MarkedText {...hit.snippet} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function perDayText(number: number): string {
  return number >= 10 || number === 0 ? count(Math.round(number)) : number.toFixed(1);
}

/** The newest answer, or what keeps the lab from answering. */
function useLab(draft: RuleDraft | undefined, id: number | undefined): LabAnswer | string | undefined {
  const { client } = useDesk();
  const [answer, setAnswer] = useState<LabAnswer | string>();
  const asked =
    draft === undefined
      ? undefined
      : JSON.stringify({
          query: draft.query,
          trigger: draft.trigger,
          scope: draft.scope,
          severity: draft.severity,
          id,
        });
  useEffect(() => {
    if (asked === undefined) return undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      const input = JSON.parse(asked) as Parameters<typeof client.rules.lab>[0];
      for await (const step of await client.rules.lab(input, { signal: stop.signal })) setAnswer(step);
    };
    const timer = setTimeout(() => {
      ask().catch((error: unknown) => {
        if (!stop.signal.aborted) setAnswer(error instanceof Error ? error.message : String(error));
      });
    }, restMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [client, asked]);
  return answer;
}
