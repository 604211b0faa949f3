import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeliverySettings } from '../../shared/rule.ts';
import { useDesk } from '../desk-context.tsx';
import { Checkbox, CommittedField, Select } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const budgets = [0, 1, 2, 3, 6, 12, 30, 100];
const dayBudgets = [5, 10, 20, 40, 100, 1000];

/** How much may interrupt; the same for every window on this archive. */
export function DeliveryFields() {
  const { client, queries } = useDesk();
  const cache = useQueryClient();
  const toast = useToast();
  const options = queries.settings.get.queryOptions();
  const settings = useQuery(options).data;
  if (settings === undefined) return null;
  const { interruptionsPerHour, interruptionsPerDay, quietHours, digestAt } = settings;
  const change = (part: Partial<DeliverySettings>): void => {
    client.settings.set({ ...settings, ...part }).then(
      (saved) => cache.setQueryData(options.queryKey, saved),
      (reason: unknown) => toast(reason instanceof Error ? reason.message : String(reason)),
    );
  };
  return (
    <>
      <Budget
        label="Interruptions an hour, at most"
        value={interruptionsPerHour}
        choices={budgets}
        onChange={(value) => change({ interruptionsPerHour: value })}
      />
      <Budget
        label="Interruptions a day, at most"
        value={interruptionsPerDay}
        choices={dayBudgets}
        onChange={(value) => change({ interruptionsPerDay: value })}
      />
      <Checkbox
        label="Quiet hours"
        isSelected={quietHours !== null}
        onChange={(isOn) => change({ quietHours: isOn ? { days: everyDay, from: '22:00', to: '07:00' } : null })}
      />
      {quietHours === null ? null : (
        <>
          <CommittedField
            label="Quiet from"
            value={quietHours.from}
            onCommit={(from) => change({ quietHours: { ...quietHours, from } })}
          />
          <CommittedField
            label="Quiet until"
            value={quietHours.to}
            onCommit={(to) => change({ quietHours: { ...quietHours, to } })}
          />
        </>
      )}
      <CommittedField
        label="Digests at"
        value={digestAt.join(', ')}
        onCommit={(times) => change({ digestAt: times.split(/[\s,]+/).filter((time) => time !== '') })}
      />
    </>
  );
}

function Budget({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly choices: readonly number[];
  readonly onChange: (value: number) => void;
}) {
  const all = [...new Set([...choices, value])].sort((a, b) => a - b);
  return (
    <Select
      label={label}
      value={String(value)}
      onChange={(text) => onChange(Number(text))}
      choices={all.map((number) => ({ value: String(number), label: String(number) }))}
    />
  );
}
