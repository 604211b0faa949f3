/** Where one was in the views one looked at, so that coming back is coming back. */

export interface ViewPosition {
  /** How far the list was scrolled, CSS pixels. */
  readonly offset: number;
  /** The row one was at. */
  readonly cursor?: number | undefined;
  /** The rows whose groups were open. */
  readonly opened?: ReadonlySet<number>;
}

export interface ViewMemory {
  get(key: string): ViewPosition | undefined;
  set(key: string, position: Partial<ViewPosition>): void;
}

const mostViews = 50;

export function createViewMemory(): ViewMemory {
  const views = new Map<string, ViewPosition>();
  return {
    get: (key) => views.get(key),
    set(key, position) {
      const known = views.get(key) ?? { offset: 0 };
      views.delete(key);
      views.set(key, { ...known, ...position });
      const [oldest] = views.keys();
      if (views.size > mostViews && oldest !== undefined) views.delete(oldest);
    },
  };
}
