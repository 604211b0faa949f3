/** The query grammar for CodeMirror: colours, and problems with their fixes. */
import { HighlightStyle, LanguageSupport, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { styleTags, tags } from '@lezer/highlight';
import { parseQuery } from '../../shared/query/parse.ts';
import { parser } from '../../shared/query/parser.js';

const language = new LanguageSupport(
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

const restMs = 250;

/** Everything that makes an editor one for queries. */
export const queryLanguage: Extension = [
  language,
  syntaxHighlighting(highlight),
  linter(({ state }) => diagnose(state.doc.toString()), { delay: restMs }),
];

function diagnose(text: string): Diagnostic[] {
  if (text.trim() === '') return [];
  const parsed = parseQuery(text);
  const problems = parsed.ok ? parsed.warnings : parsed.errors;
  return problems.map(({ from, to, message, fix }) => ({
    from: Math.min(from, text.length),
    to: Math.min(Math.max(to, from), text.length),
    message,
    severity: parsed.ok ? 'warning' : 'error',
    ...(fix === undefined
      ? {}
      : {
          actions: [
            {
              name: fix.label,
              apply: (view) => view.dispatch({ changes: { from: fix.from, to: fix.to, insert: fix.text } }),
            },
          ],
        }),
  }));
}
