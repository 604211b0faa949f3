import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { defaultSettings, type Settings } from '../shared/settings.ts';
import type { Shell } from '../shared/shell.ts';
import { setClock } from './time.ts';

interface ShellState {
  readonly shell: Shell;
  readonly settings: Settings;
  readonly changeSettings: (patch: Partial<Settings>) => void;
}

const restMs = 300;
const ShellContext = createContext<ShellState | undefined>(undefined);

/** The shell and its settings. Changes show at once and are taken back when they could not be kept. */
export function ShellProvider({ shell, children }: { readonly shell: Shell; readonly children: ReactNode }) {
  const [settings, setSettings] = useState(defaultSettings);
  const pending = useRef<Partial<Settings>>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    shell.readSettings().then(setSettings, () => undefined);
  }, [shell]);
  const changeSettings = useCallback(
    (patch: Partial<Settings>) => {
      setSettings((current) => ({ ...current, ...patch }));
      // A pane that is dragged changes many times a second; the file is written when it rests.
      pending.current = { ...pending.current, ...patch };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const all = pending.current;
        pending.current = {};
        shell.updateSettings(all).catch(() => shell.readSettings().then(setSettings, () => undefined));
      }, restMs);
    },
    [shell],
  );
  useTheme(settings.theme);
  // Before anything under it writes a time.
  setClock(settings.clock);
  const state = useMemo(() => ({ shell, settings, changeSettings }), [shell, settings, changeSettings]);
  return <ShellContext value={state}>{children}</ShellContext>;
}

export function useShell(): ShellState {
  const state = useContext(ShellContext);
  if (state === undefined) throw new Error('useShell outside of ShellProvider');
  return state;
}

function useTheme(theme: Settings['theme']): void {
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme]);
}
