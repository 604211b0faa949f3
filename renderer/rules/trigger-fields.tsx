import type { Trigger } from '../../shared/rule.ts';
import { Select, TextField } from '../ui/field.tsx';
import styles from './rule-fields.module.css';

const minuteMs = 60_000;
const kinds = [
  { value: 'each-story', label: 'Each story' },
  { value: 'each-cluster', label: 'Each event, and what is new on it' },
  { value: 'threshold', label: 'Many within a time' },
  { value: 'spike', label: 'More than usual' },
  { value: 'silence', label: 'Silence' },
] as const;

const usual: Readonly<Record<Trigger['kind'], Trigger>> = {
  'each-story': { kind: 'each-story' },
  'each-cluster': { kind: 'each-cluster' },
  threshold: { kind: 'threshold', count: 3, of: 'stories', windowMs: 60 * minuteMs },
  spike: { kind: 'spike', leastStories: 3 },
  silence: { kind: 'silence', afterMs: 360 * minuteMs },
};

/** When a rule fires, with the numbers of its kind. */
export function TriggerFields({
  trigger,
  onChange,
}: {
  readonly trigger: Trigger;
  readonly onChange: (trigger: Trigger) => void;
}) {
  return (
    <div className={styles.row}>
      <Select label="Fires on" value={trigger.kind} onChange={(kind) => onChange(usual[kind])} choices={kinds} />
      {trigger.kind === 'threshold' ? (
        <>
          <NumberField label="At least" value={trigger.count} onChange={(count) => onChange({ ...trigger, count })} />
          <Select
            label="Of"
            value={trigger.of}
            onChange={(of) => onChange({ ...trigger, of })}
            choices={[
              { value: 'stories', label: 'Stories' },
              { value: 'origins', label: 'Independent origins' },
            ]}
          />
          <NumberField
            label="Within minutes"
            value={trigger.windowMs / minuteMs}
            onChange={(minutes) => onChange({ ...trigger, windowMs: minutes * minuteMs })}
          />
        </>
      ) : null}
      {trigger.kind === 'spike' ? (
        <NumberField
          label="At least, in an hour"
          value={trigger.leastStories}
          onChange={(leastStories) => onChange({ ...trigger, leastStories })}
        />
      ) : null}
      {trigger.kind === 'silence' ? (
        <NumberField
          label="Nothing for minutes"
          value={trigger.afterMs / minuteMs}
          onChange={(minutes) => onChange({ ...trigger, afterMs: minutes * minuteMs })}
        />
      ) : null}
    </div>
  );
}

/** A whole number; what is none while it is typed counts as zero, which the desk refuses with a sentence. */
export function NumberField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <TextField
      label={label}
      inputMode="numeric"
      value={String(value)}
      onChange={(text) => onChange(Number(text.replace(/\D/g, '').slice(0, 7)))}
    />
  );
}
