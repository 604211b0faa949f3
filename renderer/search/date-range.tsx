import styles from './builder.module.css';

const ages = {
  '': 'any time',
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
} as const;

/** When a story was published; `value` as after `date:` in a query. */
export function DateRange({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const span = readSpan(value);
  const isAge = span === undefined && !(value in ages);
  return (
    <fieldset className={styles.dates}>
      <legend className={styles.label}>Published</legend>
      <select
        className={styles.select}
        aria-label="Published in"
        value={span === undefined ? normalAge(value) : 'span'}
        onChange={(event) => onChange(event.target.value === 'span' ? `>=${today()}` : event.target.value)}
      >
        {Object.entries(ages).map(([age, name]) => (
          <option key={age} value={age}>
            {name}
          </option>
        ))}
        {isAge && normalAge(value) === value ? <option value={value}>the last {value}</option> : null}
        <option value="span">between days</option>
      </select>
      {span === undefined ? null : (
        <>
          <label className={styles.day}>
            from
            <input
              type="date"
              className={styles.date}
              value={span.first}
              onChange={(event) => onChange(writeSpan(event.target.value, span.last))}
            />
          </label>
          <label className={styles.day}>
            to
            <input
              type="date"
              className={styles.date}
              value={span.last}
              onChange={(event) => onChange(writeSpan(span.first, event.target.value))}
            />
          </label>
        </>
      )}
    </fieldset>
  );
}

/** `1d` is what a query prints for `24h`. */
function normalAge(value: string): string {
  return value === '1d' ? '24h' : value;
}

function readSpan(value: string): { readonly first: string; readonly last: string } | undefined {
  const day = String.raw`\d{4}-\d{2}-\d{2}`;
  const range = new RegExp(`^(${day})\\.\\.(${day})$`).exec(value);
  if (range !== null) return { first: range[1] ?? '', last: range[2] ?? '' };
  const [, sign, only = ''] = new RegExp(`^(>=|<=|)(${day})$`).exec(value) ?? [];
  if (sign === undefined) return undefined;
  return { first: sign === '<=' ? '' : only, last: sign === '>=' ? '' : only };
}

function writeSpan(first: string, last: string): string {
  if (first === '') return last === '' ? '' : `<=${last}`;
  if (last === '') return `>=${first}`;
  return first === last ? first : `${first}..${last}`;
}

function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}
