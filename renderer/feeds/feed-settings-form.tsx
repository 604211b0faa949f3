import { isDefinedError } from '@orpc/client';
import { type FormEvent, useState } from 'react';
import { type Feed, fullTextModes, sourceTypes } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox, Select, TextField } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';
import { draftOf, type FeedFormDraft, patchOf } from './feed-draft.ts';
import styles from './feed-page.module.css';
import { countryName, fullTextNames, languageName, sourceTypeNames } from './feed-state.ts';
import { HeaderFields } from './header-fields.tsx';

interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Everything a user may set for a feed. Nothing changes before it is saved. */
export function FeedSettingsForm({ feed }: { readonly feed: Feed }) {
  const { client } = useDesk();
  const toast = useToast();
  const [draft, setDraft] = useState(() => draftOf(feed));
  const [problem, setProblem] = useState<Problem>();
  const set = (patch: Partial<FeedFormDraft>): void => setDraft((current) => ({ ...current, ...patch }));
  const errorOf = (field: string): string | undefined => (problem?.field === field ? problem.message : undefined);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const patch = patchOf(feed, draft);
    if ('message' in patch) {
      setProblem(patch);
      return;
    }
    setProblem(undefined);
    client.feeds.update({ id: feed.id, ...patch }).then(
      (saved) => {
        setDraft(draftOf(saved));
        toast('Settings saved');
      },
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(feed));
  return (
    <form className={styles.form} aria-label="Settings of the feed" onSubmit={save}>
      <fieldset className={styles.group}>
        <legend>What it is</legend>
        <TextField label="Title" value={draft.title} onChange={(title) => set({ title })} error={errorOf('title')} />
        <TextField label="Folder" value={draft.folder} onChange={(folder) => set({ folder })} />
        <div className={styles.pair}>
          <TextField
            label="Language"
            value={draft.language}
            onChange={(language) => set({ language: language.trim().toLowerCase() })}
            help={languageName(draft.language) ?? 'A code such as tr'}
            error={errorOf('language')}
          />
          <TextField
            label="Country"
            value={draft.country}
            onChange={(country) => set({ country: country.trim().toUpperCase() })}
            help={countryName(draft.country) ?? 'A code such as TR'}
            error={errorOf('country')}
          />
        </div>
        <Select
          label="Source type"
          value={draft.sourceType}
          choices={[
            ...(feed.sourceType === undefined ? [{ value: 'none' as const, label: 'Not set' }] : []),
            ...sourceTypes.map((value) => ({ value, label: sourceTypeNames[value] })),
          ]}
          onChange={(sourceType) => set({ sourceType })}
        />
        <Checkbox
          label="Owned or run by a state"
          isSelected={draft.stateAffiliated}
          onChange={(stateAffiliated) => set({ stateAffiliated })}
        />
      </fieldset>
      <fieldset className={styles.group}>
        <legend>When it is asked</legend>
        <div className={styles.pair}>
          <Select
            label="Interval"
            value={draft.interval}
            choices={[
              { value: 'auto', label: 'As the feed publishes' },
              { value: 'minutes', label: 'Always the same' },
            ]}
            onChange={(interval) => set({ interval })}
          />
          {draft.interval === 'auto' ? null : (
            <TextField
              label="Minutes"
              inputMode="numeric"
              value={draft.minutes}
              onChange={(minutes) => set({ minutes })}
              error={errorOf('intervalMs')}
            />
          )}
        </div>
        <Select
          label="Fetch the article pages"
          value={draft.fullText}
          choices={fullTextModes.map((value) => ({ value, label: fullTextNames[value] }))}
          onChange={(fullText) => set({ fullText })}
        />
        <div className={styles.pair}>
          <TextField
            label="Time limit, seconds"
            inputMode="decimal"
            value={draft.timeoutSeconds}
            onChange={(timeoutSeconds) => set({ timeoutSeconds })}
            error={errorOf('timeoutMs')}
          />
          <TextField
            label="Size limit, MiB"
            inputMode="decimal"
            value={draft.maxMebibytes}
            onChange={(maxMebibytes) => set({ maxMebibytes })}
            error={errorOf('maxBytes')}
          />
          <TextField
            label="Redirects, at most"
            inputMode="numeric"
            value={draft.maxRedirects}
            onChange={(maxRedirects) => set({ maxRedirects })}
            error={errorOf('maxRedirects')}
          />
        </div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>How it is asked</legend>
        <TextField
          label="User agent"
          value={draft.userAgent}
          onChange={(userAgent) => set({ userAgent })}
          help="Empty: Sitrep says who it is."
          error={errorOf('userAgent')}
        />
        <div className={styles.pair}>
          <TextField
            label="User name"
            autoComplete="off"
            value={draft.username}
            onChange={(username) => set({ username })}
            error={errorOf('username')}
          />
          <TextField
            label="Password"
            type="password"
            autoComplete="new-password"
            value={draft.password}
            onChange={(password) => set({ password })}
            help={feed.hasPassword ? 'One is kept. Empty keeps it.' : 'Sent to this host only.'}
          />
        </div>
        <HeaderFields headers={draft.headers} onChange={(headers) => set({ headers })} error={errorOf('headers')} />
        <Select
          label="Proxy"
          value={draft.proxy}
          choices={[
            { value: 'system', label: 'As in Settings' },
            { value: 'none', label: 'None' },
            { value: 'address', label: 'One of its own' },
          ]}
          onChange={(proxy) => set({ proxy })}
        />
        {draft.proxy === 'address' ? (
          <TextField
            label="Address of the proxy"
            value={draft.proxyAddress}
            onChange={(proxyAddress) => set({ proxyAddress })}
            placeholder="socks5://127.0.0.1:9050"
            help={
              feed.hasProxyPassword
                ? 'A password is kept for it. http, https and socks5.'
                : 'http, https or socks5, with user:password@ before the host if it asks for one.'
            }
            error={errorOf('proxy')}
          />
        ) : null}
      </fieldset>
      <div className={styles.save}>
        <Button look="primary" type="submit" isDisabled={!isChanged}>
          Save
        </Button>
        <Button look="quiet" isDisabled={!isChanged} onPress={() => setDraft(draftOf(feed))}>
          Take back
        </Button>
        <span className={styles.error} role="alert">
          {problem?.message}
        </span>
      </div>
    </form>
  );
}

function problemOf(error: unknown): Problem {
  const field = isDefinedError(error as Error) ? ((error as { data?: { field?: string } }).data?.field ?? '') : '';
  return { field, message: error instanceof Error ? error.message : String(error) };
}
