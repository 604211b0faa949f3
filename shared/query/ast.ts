/** A parsed query. Offsets are UTF-16 units in the text it was parsed from. */

export interface Place {
  readonly from: number;
  readonly to: number;
}

export const textFields = ['title', 'lead', 'body', 'author'] as const;
export type TextField = (typeof textFields)[number];

export const factFields = ['feed', 'folder', 'lang', 'source', 'is'] as const;
export type FactField = (typeof factFields)[number];

export const entityFields = ['tag', 'country', 'place', 'person', 'org', 'system', 'topic'] as const;
export type EntityField = (typeof entityFields)[number];

export const storyStates = ['unread', 'starred', 'alerted', 'edited', 'withdrawn', 'noted'] as const;

/** A word, a prefix or a phrase. `prefix`: the last word may go on. `exact`: letter case and form count. */
export interface TermQuery extends Place {
  readonly kind: 'term';
  readonly text: string;
  readonly phrase: boolean;
  readonly prefix: boolean;
  readonly exact: boolean;
}

/** A day or a span of days, `2026-11-01`; the ends are included. */
export interface DaySpan {
  readonly kind: 'days';
  readonly first?: string;
  readonly last?: string;
}

/** The time that passed until now. */
export interface Age {
  readonly kind: 'age';
  readonly ms: number;
}

export type Query = Place &
  (
    | TermQuery
    | { readonly kind: 'and' | 'or'; readonly children: readonly Query[] }
    | { readonly kind: 'not'; readonly child: Query }
    /** At most `distance` words between the two, in this order when `ordered`. */
    | {
        readonly kind: 'near';
        readonly left: Query;
        readonly right: Query;
        readonly distance: number;
        readonly ordered: boolean;
      }
    | { readonly kind: 'atleast'; readonly count: number; readonly child: Query }
    | { readonly kind: 'field'; readonly field: TextField; readonly child: Query }
    | { readonly kind: 'fact'; readonly field: FactField; readonly value: string }
    | { readonly kind: 'entity'; readonly field: EntityField; readonly value: string }
    | { readonly kind: 'date'; readonly field: 'date' | 'seen'; readonly span: DaySpan | Age }
    | { readonly kind: 'regex'; readonly pattern: string; readonly flags: string }
    | { readonly kind: 'saved'; readonly name: string }
  );
