/** A CodeMirror view for queries. */
import {
  acceptCompletion,
  autocompletion,
  completionKeymap,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bidiIsolates } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import type { DeskClient } from '../desk-client.ts';
import { completeQuery } from './complete-query.ts';
import editorCss from './query-editor.css?inline';
import { queryLanguage } from './query-language.ts';

interface QueryViewOptions {
  readonly client: DeskClient;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Makes Enter submit and Escape leave; without it Enter starts a line. */
  readonly line?: { readonly placeholder: string; readonly onSubmit: () => void; readonly onLeave: () => void };
}

/**
 * Puts an editor into a shadow root of `host`: CodeMirror adds its styles there as constructed sheets, which the
 * content policy allows.
 */
export function createQueryView(host: HTMLElement, options: QueryViewOptions): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(editorCss);
  root.adoptedStyleSheets = [sheet];
  const { client, line } = options;
  return new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.value,
      extensions: [
        history(),
        keepEscape,
        typeOverPlainly,
        line === undefined ? [] : oneLine(line),
        keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')]),
        queryLanguage,
        // In a line, Enter searches; a completion is taken with Tab, or with Enter after an arrow.
        autocompletion({
          override: [(context) => completeQuery(client, context)],
          selectOnOpen: line === undefined,
          icons: false,
        }),
        bidiIsolates(),
        EditorView.lineWrapping,
        // Structure reads left to right whatever the words are: else an Arabic first word turns the operators round.
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          dir: 'ltr',
          spellcheck: 'false',
        }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) options.onChange(state.doc.toString().replace(/\n/g, ' '));
        }),
      ],
    }),
  });
}

function oneLine(line: NonNullable<QueryViewOptions['line']>): Extension {
  return [
    placeholder(line.placeholder),
    EditorView.editorAttributes.of({ class: 'line' }),
    EditorView.clipboardInputFilter.of((text) => text.replace(/\s*\n\s*/g, ' ')),
    keymap.of([
      { key: 'Tab', run: takeFirst },
      {
        key: 'Enter',
        run: (view) => {
          if (selectedCompletion(view.state) !== null) return acceptCompletion(view);
          line.onSubmit();
          return true;
        },
      },
      {
        key: 'Escape',
        run: (view) => {
          if (completionStatus(view.state) !== null) return false;
          view.contentDOM.blur();
          line.onLeave();
          return true;
        },
      },
    ]),
  ];
}

/** Tab takes the marked completion, or the first. Without an open list it goes on to the next control. */
function takeFirst(view: EditorView): boolean {
  if (completionStatus(view.state) !== 'active') return false;
  if (selectedCompletion(view.state) === null) moveCompletionSelection(true)(view);
  // Right after the list has opened nothing is taken yet; the cursor stays all the same.
  acceptCompletion(view);
  return true;
}

/**
 * What is typed over marked text goes in here. The browser would keep the colours of what it replaces as inline styles,
 * which the content policy forbids.
 */
const typeOverPlainly = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const typed = event.data;
    if (event.inputType !== 'insertText' || typed === null || view.composing) return false;
    const { from, to } = replacedBy(view);
    if (from === to) return false;
    const changes = { from, to, insert: typed };
    const selection = { anchor: from + typed.length };
    view.dispatch({ changes, selection, userEvent: 'input.type', scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

/** What is marked in the page, which CodeMirror may not have heard of yet. */
function replacedBy(view: EditorView): { readonly from: number; readonly to: number } {
  // Chromium tells of a selection inside a shadow root only there.
  const root = view.root as ShadowRoot & { readonly getSelection?: () => Selection | null };
  const marked = root.getSelection?.() ?? document.getSelection();
  const [start, end] = [marked?.anchorNode ?? null, marked?.focusNode ?? null];
  if (marked === null || start === null || end === null) return view.state.selection.main;
  if (!view.contentDOM.contains(start) || !view.contentDOM.contains(end)) return view.state.selection.main;
  const places = [view.posAtDOM(start, marked.anchorOffset), view.posAtDOM(end, marked.focusOffset)];
  return { from: Math.min(...places), to: Math.max(...places) };
}

/** Escape closes an open completion list, not the dialog around the editor. */
const keepEscape = EditorView.domEventHandlers({
  keydown(event, view) {
    if (event.key === 'Escape' && completionStatus(view.state) !== null) event.stopPropagation();
    return false;
  },
});
