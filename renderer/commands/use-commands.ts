import { createContext, useContext, useEffect, useRef } from 'react';
import type { Handlers } from './commands.ts';

export interface CommandCentre {
  /** Adds what a screen knows to do; gives the way to take it back. */
  add(handlers: { readonly current: Handlers }): () => void;
  run(id: string): boolean;
  canRun(id: string): boolean;
}

export function createCommandCentre(): CommandCentre {
  const added: { readonly current: Handlers }[] = [];
  // The newest screen wins: a dialog's Escape before the list's.
  const find = (id: string): (() => unknown) | undefined =>
    added.findLast(({ current }) => current[id] !== undefined)?.current[id];
  return {
    add(handlers) {
      added.push(handlers);
      return () => {
        added.splice(added.indexOf(handlers), 1);
      };
    },
    run(id) {
      const handler = find(id);
      handler?.();
      return handler !== undefined;
    },
    canRun: (id) => find(id) !== undefined,
  };
}

export const CommandContext = createContext<CommandCentre>(createCommandCentre());

/** Says what commands do while this component is shown. */
export function useCommands(handlers: Handlers): void {
  const centre = useContext(CommandContext);
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => centre.add(latest), [centre]);
}
