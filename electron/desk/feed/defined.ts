type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same values without those that are undefined: an absent field is absent, not present and empty. */
export function defined<T extends object>(values: T): Defined<T> {
  const kept: Partial<T> = {};
  for (const name in values) if (values[name] !== undefined) kept[name] = values[name];
  return kept as Defined<T>;
}
