import { ORPCError } from '@orpc/client';
import { lazy, Suspense, useState } from 'react';
import type { Rule } from '../../shared/model.ts';
import { explainQuery } from '../../shared/query/explain.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { type RuleDraft, severities, usualRule } from '../../shared/rule.ts';
import { useDesk } from '../desk-context.tsx';
import { useShell } from '../shell-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { DeliveryFields } from './delivery-fields.tsx';
import { Lab } from './lab.tsx';
import styles from './rule-editor.module.css';
import { RuleStanding } from './rule-standing.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { TermFields } from './term-fields.tsx';
import { TriggerFields } from './trigger-fields.tsx';

const QueryEditor = lazy(() => import('../query/query-editor.tsx').then((module) => ({ default: module.QueryEditor })));

/** Writes or changes a rule, with what it would have fired on in the last thirty days. */
export function RuleEditor({
  rule,
  query: given = '',
  onClose,
}: {
  readonly rule: Rule | undefined;
  /** What a new rule asks to begin with. */
  readonly query?: string;
  readonly onClose: () => void;
}) {
  const { client } = useDesk();
  const { shell } = useShell();
  const [draft, setDraft] = useState<RuleDraft>(() => rule ?? usualRule({ name: '', query: given }));
  const [secret, setSecret] = useState<string>();
  const [error, setError] = useState<{ readonly message: string; readonly breaksPins: boolean }>();
  const { name, query, severity } = draft;
  const change = (part: Partial<RuleDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setError(undefined);
  };
  const parsed = query.trim() === '' ? undefined : parseQuery(query);
  const save = (force: boolean): void => {
    // A click is the only moment at which a browser lets one ask.
    if (draft.notify) void shell.notificationPermission(true).catch(() => undefined);
    client.rules
      .save({
        ...draft,
        force,
        ...(rule === undefined ? {} : { id: rule.id }),
        ...(secret === undefined ? {} : { webhookSecret: secret }),
      })
      .then(onClose, (reason: unknown) =>
        setError({
          message: reason instanceof Error ? reason.message : String(reason),
          breaksPins: reason instanceof ORPCError && reason.code === 'PINS_BROKEN',
        }),
      );
  };
  return (
    <Dialog title={rule === undefined ? 'New alert rule' : 'Edit alert rule'} isOpen onClose={onClose} wide>
      {rule === undefined ? null : <RuleStanding rule={rule} />}
      <TextField label="Name" value={name} onChange={(value) => change({ name: value })} autoFocus />
      <div className={styles.query}>
        <span className={styles.label} id="rule-query">
          Query
        </span>
        <Suspense fallback={<div className={styles.placeholder} />}>
          <QueryEditor labelledBy="rule-query" value={query} onChange={(value) => change({ query: value })} />
        </Suspense>
        <QueryNote parsed={parsed} />
      </div>
      <TriggerFields trigger={draft.trigger} onChange={(trigger) => change({ trigger })} />
      <Select
        label="Severity"
        value={severity}
        onChange={(value) => change({ severity: value })}
        choices={severities.map((value) => ({ value, label: value }))}
      />
      <ScopeFields scope={draft.scope} onChange={(scope) => change({ scope })} />
      <DeliveryFields
        draft={draft}
        hasSecret={rule?.hasWebhookSecret === true}
        secret={secret}
        onChange={change}
        onSecret={setSecret}
      />
      <TermFields draft={draft} onChange={change} />
      <Lab draft={parsed?.ok === true ? draft : undefined} ruleId={rule?.id} />
      {error === undefined ? null : (
        <p role="alert" className={styles.problem}>
          {error.message}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        {error?.breaksPins ? <Button onPress={() => save(true)}>Save all the same</Button> : null}
        <Button look="primary" isDisabled={name.trim() === '' || parsed?.ok !== true} onPress={() => save(false)}>
          {rule === undefined ? 'Create rule' : 'Save rule'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function QueryNote({ parsed }: { readonly parsed: ReturnType<typeof parseQuery> | undefined }) {
  if (parsed === undefined)
    return (
      <p className={styles.note}>Words, "phrases", drone*, NEAR/5, AND, OR, NOT, title:, country:, topic:, date:7d</p>
    );
  if (!parsed.ok) return <p className={styles.problem}>{parsed.errors[0]?.message}</p>;
  const [warning] = parsed.warnings;
  return (
    <p className={styles.note}>{warning === undefined ? explainQuery(parsed.query) : `Careful: ${warning.message}`}</p>
  );
}
