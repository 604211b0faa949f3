/** Lays rows out in columns for a terminal; the last column is left as it is. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows
    .map((row) =>
      row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A time as `2026-11-24 06:12`, in the machine's time zone. */
export function clock(timeMs: number): string {
  return new Date(timeMs).toLocaleString('sv-SE').slice(0, 16);
}
