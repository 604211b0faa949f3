import type { RuleDraft } from '../../shared/rule.ts';
import { Checkbox, TextField } from '../ui/field.tsx';
import styles from './rule-fields.module.css';

const usualHours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' };
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** How a rule tells, and when. */
export function DeliveryFields({
  draft,
  hasSecret,
  secret,
  onChange,
  onSecret,
}: {
  readonly draft: RuleDraft;
  readonly hasSecret: boolean;
  readonly secret: string | undefined;
  readonly onChange: (change: Partial<RuleDraft>) => void;
  readonly onSecret: (secret: string) => void;
}) {
  const { activeHours, webhook, notify, sound, digest } = draft;
  return (
    <>
      <div className={styles.checks}>
        <Checkbox label="Desktop notification" isSelected={notify} onChange={(value) => onChange({ notify: value })} />
        <Checkbox label="Sound" isSelected={sound} onChange={(value) => onChange({ sound: value })} />
        <Checkbox label="In the digest only" isSelected={digest} onChange={(value) => onChange({ digest: value })} />
        <Checkbox
          label="Only at certain hours"
          isSelected={activeHours !== null}
          onChange={(limited) => onChange({ activeHours: limited ? usualHours : null })}
        />
      </div>
      {activeHours === null ? null : (
        <div className={styles.row}>
          <TextField
            label="From"
            type="time"
            value={activeHours.from}
            onChange={(from) => from !== '' && onChange({ activeHours: { ...activeHours, from } })}
          />
          <TextField
            label="To"
            type="time"
            value={activeHours.to}
            onChange={(to) => to !== '' && onChange({ activeHours: { ...activeHours, to } })}
          />
          <fieldset className={styles.days}>
            <legend>Days</legend>
            {days.map((name, day) => (
              <Checkbox
                key={name}
                label={name}
                isSelected={activeHours.days.includes(day)}
                onChange={(isOn) =>
                  onChange({
                    activeHours: {
                      ...activeHours,
                      days: isOn ? [...activeHours.days, day] : activeHours.days.filter((other) => other !== day),
                    },
                  })
                }
              />
            ))}
          </fieldset>
        </div>
      )}
      <div className={styles.row}>
        <TextField
          label="Webhook"
          placeholder="https://"
          value={webhook}
          onChange={(value) => onChange({ webhook: value })}
        />
        {webhook === '' ? null : (
          <TextField
            label="Secret that signs it"
            type="password"
            placeholder={hasSecret ? 'Kept; not shown again' : ''}
            value={secret ?? ''}
            onChange={onSecret}
          />
        )}
      </div>
    </>
  );
}
