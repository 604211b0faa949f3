import type { Rule } from '../../shared/model.ts';
import styles from './rule-standing.module.css';

/** Why a rule does nothing, or tells nothing, now; nothing when it runs as it should. */
export function RuleStanding({ rule: { problem, notes } }: { readonly rule: Rule }) {
  if (problem === undefined && notes.length === 0) return null;
  return (
    <ul className={styles.standing}>
      {problem === undefined ? null : <li className={styles.problem}>Cannot fire: {problem}</li>}
      {notes.map((note) => (
        <li key={note} className={styles.note}>
          {note}
        </li>
      ))}
    </ul>
  );
}
