import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Explained } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Select } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './why-dialog.module.css';

const dayMs = 86_400_000;

/** Why a rule fired on a story, or why it did not; any rule can be asked. */
export function WhyDialog({
  storyId,
  storyTitle,
  ruleId,
  onClose,
}: {
  readonly storyId: number;
  readonly storyTitle: string;
  /** The rule to begin with; without it the first one. */
  readonly ruleId: number | undefined;
  readonly onClose: () => void;
}) {
  const { client, queries } = useDesk();
  const toast = useToast();
  const [picked, setPicked] = useState(ruleId);
  const rules = useQuery(queries.rules.list.queryOptions());
  const asked = picked ?? rules.data?.[0]?.id;
  const told = useQuery(
    queries.rules.explain.queryOptions({
      input: { ruleId: asked ?? 0, storyId },
      enabled: asked !== undefined,
      retry: false,
    }),
  );
  const say = (reason: unknown): void => toast(reason instanceof Error ? reason.message : String(reason));
  const pin = (mustFire: boolean): void => {
    if (asked === undefined) return;
    client.rules
      .pin({ ruleId: asked, storyId, mustFire })
      .then(() => toast(mustFire ? 'Pinned: must fire' : 'Pinned: must not fire'), say);
  };
  const mute = (): void => {
    if (asked === undefined) return;
    client.rules
      .mute({ id: asked, until: Date.now() + dayMs })
      .then(({ name }) => toast(`Rule “${name}” muted for a day`), say);
  };
  if (rules.data?.length === 0)
    return (
      <Dialog title="Why did no rule fire?" isOpen onClose={onClose}>
        <p>There are no rules yet. A rule is a query that is asked of every story as it arrives.</p>
      </Dialog>
    );
  return (
    <Dialog
      title={told.data?.holds === false ? 'Why did this not fire?' : 'Why did this fire?'}
      isOpen
      onClose={onClose}
      wide
    >
      <p dir="auto">
        <Foreign text={storyTitle} />
      </p>
      <Select
        label="Rule"
        value={String(asked ?? '')}
        onChange={(value) => setPicked(Number(value))}
        choices={(rules.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      {told.isError ? <p role="alert">{told.error.message}</p> : null}
      {told.data === undefined ? null : (
        <ul className={styles.tree}>
          <Part part={told.data} />
        </ul>
      )}
      <DialogActions>
        <Button onPress={mute}>Mute the rule for a day</Button>
        <Button onPress={() => pin(true)}>Must fire</Button>
        <Button onPress={() => pin(false)}>Must not fire</Button>
        <Button look="primary" onPress={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Part({ part }: { readonly part: Explained }) {
  return (
    <li>
      <span className={part.holds ? styles.met : styles.unmet}>{part.holds ? 'Yes' : 'No'}</span>{' '}
      <Foreign text={part.sentence} />
      {part.children.length === 0 ? null : (
        <ul className={styles.tree}>
          {part.children.map((child, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name but its place
            <Part key={index} part={child} />
          ))}
        </ul>
      )}
    </li>
  );
}
