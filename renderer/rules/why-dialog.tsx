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

/** Why a rule fires on a story, or why it does not; any rule can be asked. */
export function WhyDialog({
  storyId,
  storyTitle,
  ruleId,
  onClose,
  onMute,
}: {
  readonly storyId: number;
  readonly storyTitle: string;
  readonly ruleId: number;
  readonly onClose: () => void;
  readonly onMute: () => void;
}) {
  const { client, queries } = useDesk();
  const toast = useToast();
  const [asked, setAsked] = useState(ruleId);
  const rules = useQuery(queries.rules.list.queryOptions());
  const told = useQuery(queries.rules.explain.queryOptions({ input: { ruleId: asked, storyId }, retry: false }));
  const pin = (mustFire: boolean): void => {
    client.rules.pin({ ruleId: asked, storyId, mustFire }).then(
      () => toast(mustFire ? 'Pinned: must fire' : 'Pinned: must not fire'),
      (reason: unknown) => toast(reason instanceof Error ? reason.message : String(reason)),
    );
  };
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
        value={String(asked)}
        onChange={(value) => setAsked(Number(value))}
        choices={(rules.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      {told.isError ? <p role="alert">{told.error.message}</p> : null}
      {told.data === undefined ? null : (
        <ul className={styles.tree}>
          <Part part={told.data} />
        </ul>
      )}
      <DialogActions>
        <Button onPress={onMute}>Mute the rule for a day</Button>
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
