/** What is read of a page's DOM where it speaks about itself. */

export interface QueryableElement {
  readonly tagName?: string;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): QueryableElement | null;
  querySelectorAll(selector: string): Iterable<QueryableElement>;
}

/** The content of the first meta element with one of these names. */
export type PageMeta = (...names: readonly string[]) => string | undefined;
