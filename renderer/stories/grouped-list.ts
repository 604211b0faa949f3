/** A frozen list in which the newest story of an event stands for the others, which come behind it when asked for. */

/** Which stories of a list report one event. Made once of a list. */
export interface Groups {
  /** The stories that stand for themselves or for their event, newest first. */
  readonly leads: Float64Array;
  /** The others of a lead, newest first; leads that are alone are not in it. */
  readonly others: ReadonlyMap<number, readonly number[]>;
  /** The lead that stands for a story; leads are not in it. */
  readonly leadOf: ReadonlyMap<number, number>;
}

/** `places`: of each id the place of its lead in the list; undefined where every story stands for itself. */
export function groupList(ids: Float64Array, places: Uint32Array | undefined): Groups {
  const others = new Map<number, number[]>();
  const leadOf = new Map<number, number>();
  if (places === undefined) return { leads: ids, others, leadOf };
  const leads: number[] = [];
  for (const [place, id] of ids.entries()) {
    const lead = ids[places[place] ?? place] ?? id;
    if (lead === id) {
      leads.push(id);
      continue;
    }
    leadOf.set(id, lead);
    const known = others.get(lead);
    if (known === undefined) others.set(lead, [id]);
    else known.push(id);
  }
  return { leads: Float64Array.from(leads), others, leadOf };
}

/** The rows that are shown when the groups of some leads are open. */
export function rowsOf({ leads, others }: Groups, opened: ReadonlySet<number>): Float64Array {
  const open = [...opened].filter((lead) => others.has(lead));
  if (open.length === 0) return leads;
  const rows = new Float64Array(open.reduce((count, lead) => count + (others.get(lead)?.length ?? 0), leads.length));
  let at = 0;
  for (const lead of leads) {
    rows[at++] = lead;
    if (!opened.has(lead)) continue;
    for (const other of others.get(lead) ?? []) rows[at++] = other;
  }
  return rows;
}

/** Groups that were open in another list of the same view: whoever leads them now. */
export function stillOpened({ leadOf }: Groups, opened: ReadonlySet<number>): ReadonlySet<number> {
  if (opened.size === 0) return opened;
  return new Set([...opened].map((id) => leadOf.get(id) ?? id));
}
