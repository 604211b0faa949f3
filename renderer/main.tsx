import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Shell } from '../shared/shell.ts';
import { App } from './app.tsx';
import { browserShell } from './browser-shell.ts';
import { openPortLine, openSocketLine } from './desk-client.ts';
import { DeskProvider } from './desk-context.tsx';
import { ShellProvider } from './shell-context.tsx';
import { ToastProvider } from './ui/toast.tsx';

declare global {
  interface Window {
    /** Set by Electron's preload. */
    readonly sitrep?: Shell & { readonly requestPort: () => void };
  }
}

// The one place that asks where it runs.
const { sitrep } = window;
const shell = sitrep ?? browserShell;
const open = sitrep === undefined ? openSocketLine : openPortLine(() => sitrep.requestPort());

// The desk is on this machine: what it said stays true until it says that something changed.
const cache = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false } },
});
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={cache}>
      <ShellProvider shell={shell}>
        <DeskProvider open={open}>
          <ToastProvider>
            <App />
          </ToastProvider>
        </DeskProvider>
      </ShellProvider>
    </QueryClientProvider>
  </StrictMode>,
);
