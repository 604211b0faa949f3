import type { RuleDraft } from '../../shared/rule.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { readLocalTime, writeLocalTime } from './local-time.ts';
import styles from './rule-fields.module.css';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
const muteTimes = [
  { label: 'An hour', ms: hourMs },
  { label: 'A day', ms: dayMs },
  { label: 'A week', ms: weekMs },
] as const;

/** How long a rule runs, and how long it keeps quiet. */
export function TermFields({
  draft: { expiresAt, mutedUntil },
  onChange,
}: {
  readonly draft: RuleDraft;
  readonly onChange: (change: Partial<RuleDraft>) => void;
}) {
  const now = Date.now();
  return (
    <>
      <div className={styles.checks}>
        <Checkbox
          label="Ends at a time"
          isSelected={expiresAt !== null}
          onChange={(ends) => onChange({ expiresAt: ends ? now + weekMs : null })}
        />
        <Checkbox
          label="Muted for a while"
          isSelected={mutedUntil !== null}
          onChange={(muted) => onChange({ mutedUntil: muted ? now + dayMs : null })}
        />
      </div>
      {expiresAt === null ? null : (
        <div className={styles.until}>
          <TextField
            label="Ends"
            type="datetime-local"
            value={writeLocalTime(expiresAt)}
            onChange={(text) => onChange({ expiresAt: readLocalTime(text) ?? expiresAt })}
          />
          <p className={styles.note}>
            {expiresAt <= now
              ? 'That time has passed: the rule does not run.'
              : 'From then on it neither fires nor counts.'}
          </p>
        </div>
      )}
      {mutedUntil === null ? null : (
        <div className={styles.until}>
          <TextField
            label="Muted until"
            type="datetime-local"
            value={writeLocalTime(mutedUntil)}
            onChange={(text) => onChange({ mutedUntil: readLocalTime(text) ?? mutedUntil })}
          />
          {muteTimes.map(({ label, ms }) => (
            <Button key={label} onPress={() => onChange({ mutedUntil: now + ms })}>
              {label}
            </Button>
          ))}
          <p className={styles.note}>
            {mutedUntil <= now
              ? 'That time has passed: it tells again.'
              : 'Its alerts stand in the list and are not told.'}
          </p>
        </div>
      )}
    </>
  );
}
