/** Text in the language of its source: its own direction, its own language, designations kept in one piece. */

const designation =
  /\b([A-Z][A-Za-z]{0,5}[- ]?\d+[A-Za-z]?) (Block|Mk|Mark|class|Type)(?= ?\d)|\b(Type|Block|Mk|Mark) (?=\d)/g;

/** Binds designations such as "F-16 Block 70" with no-break spaces. */
export function bindDesignations(text: string): string {
  return text
    .replace(designation, (found) => found.replace(/ /g, '\u00a0'))
    .replace(/\b(Block|Mk) (?=\d)/g, '$1\u00a0');
}

/** A title, source or name inside the interface's own text. */
export function Foreign({ text, language }: { readonly text: string; readonly language?: string | undefined }) {
  return <bdi lang={language}>{bindDesignations(text)}</bdi>;
}
