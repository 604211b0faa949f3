import {
  autocompletion,
  type Completion,
  type CompletionContext,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bidiIsolates, HighlightStyle, LanguageSupport, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { styleTags, tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { entityFields, factFields, storyStates, textFields } from '../../shared/query/ast.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { parser } from '../../shared/query/parser.js';
import type { DeskClient } from '../desk-client.ts';
import { useDesk } from '../desk-context.tsx';
import editorCss from './query-editor.css?inline';

interface QueryEditorProps {
  readonly labelledBy: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The query editor, in a shadow root: CodeMirror adds its styles there as constructed sheets, which the policy allows. */
export function QueryEditor({ labelledBy, value, onChange }: QueryEditorProps) {
  const { client } = useDesk();
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  useEffect(() => {
    if (host.current === null) return undefined;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(editorCss);
    root.adoptedStyleSheets = [sheet];
    const label = document.getElementById(labelledBy)?.textContent ?? 'Query';
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          keepEscape,
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')]),
          queryLanguage,
          syntaxHighlighting(highlight),
          linter(({ state }) => diagnose(state.doc.toString()), { delay: 250 }),
          autocompletion({ override: [(context) => complete(client, context)] }),
          bidiIsolates(),
          EditorView.lineWrapping,
          // Structure reads left to right whatever the words are: else an Arabic first word turns the operators round.
          EditorView.contentAttributes.of({ 'aria-label': label, dir: 'ltr', spellcheck: 'false' }),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) latest.current.onChange(state.doc.toString().replace(/\n/g, ' '));
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [client, labelledBy]);
  return <div ref={host} data-editor="query" />;
}

/** Escape closes an open completion list, not the dialog around the editor. */
const keepEscape = EditorView.domEventHandlers({
  keydown(event, view) {
    if (event.key === 'Escape' && completionStatus(view.state) !== null) event.stopPropagation();
    return false;
  },
});

const queryLanguage = new LanguageSupport(
  LRLanguage.define({
    name: 'query',
    parser: parser.configure({
      props: [
        styleTags({
          'AndOp OrOp NotOp NearOp AtLeastOp Minus': tags.operatorKeyword,
          'FieldName DateName': tags.propertyName,
          'Phrase OpenPhrase': tags.string,
          DateValue: tags.number,
          'Regex Saved': tags.special(tags.string),
        }),
      ],
    }),
  }),
);

const highlight = HighlightStyle.define([
  { tag: tags.operatorKeyword, class: 'operator' },
  { tag: tags.propertyName, class: 'field' },
  { tag: tags.string, class: 'phrase' },
  { tag: tags.number, class: 'date' },
  { tag: tags.special(tags.string), class: 'pattern' },
]);

function diagnose(text: string): Diagnostic[] {
  if (text.trim() === '') return [];
  const parsed = parseQuery(text);
  const problems = parsed.ok ? parsed.warnings : parsed.errors;
  return problems.map(({ from, to, message }) => ({
    from: Math.min(from, text.length),
    to: Math.min(Math.max(to, from), text.length),
    message,
    severity: parsed.ok ? 'warning' : 'error',
  }));
}

const fieldNames: readonly Completion[] = [...textFields, ...factFields, ...entityFields, 'date', 'seen'].map(
  (field) => ({ label: `${field}:`, type: 'keyword' }),
);
const valuesOf: Readonly<Record<string, readonly string[]>> = {
  is: storyStates,
  date: ['24h', '7d', '30d'],
  seen: ['24h', '7d'],
  lang: ['en', 'tr', 'ru', 'uk', 'fa', 'ar', 'he', 'fr', 'de', 'zh'],
  source: ['trade-press', 'news-agency', 'official', 'state-media', 'think-tank', 'blog'],
};
const kindOf: Readonly<
  Record<string, 'country' | 'place' | 'person' | 'organisation' | 'system' | 'topic' | undefined>
> = {
  country: 'country',
  place: 'place',
  person: 'person',
  org: 'organisation',
  system: 'system',
  topic: 'topic',
};

async function complete(client: DeskClient, context: CompletionContext) {
  const value = context.matchBefore(/[a-z]+:[^\s()"]*/i);
  if (value !== null) {
    const [field = '', typed = ''] = value.text.split(':', 2);
    const from = value.from + field.length + 1;
    const known = valuesOf[field];
    if (known !== undefined) return { from, options: known.map((label) => ({ label })) };
    if (field !== 'tag' && kindOf[field] === undefined) return null;
    const kind = kindOf[field];
    const found = await client.tags.complete({ text: typed, ...(kind === undefined ? {} : { kind }) });
    return {
      from,
      options: found.map(({ label, entityId }) => ({
        label,
        detail: entityId,
        apply: entityId.slice(entityId.indexOf(':') + 1),
      })),
    };
  }
  const word = context.matchBefore(/[\p{L}]+/u);
  return word === null && !context.explicit ? null : { from: word?.from ?? context.pos, options: fieldNames };
}
