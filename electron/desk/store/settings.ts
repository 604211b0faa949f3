/** Small things that an archive remembers by name. */
import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { type DeliverySettings, deliverySchema } from '../../../shared/rule.ts';
import { prepared } from './statement.ts';

/** How much may interrupt; the usual where nothing, or nothing readable, is stored. */
export function readDelivery(database: DatabaseSync): DeliverySettings {
  const stored = readSetting(database, 'delivery');
  const parsed = v.safeParse(deliverySchema, stored ?? {});
  return parsed.success ? parsed.output : v.parse(deliverySchema, {});
}

export function writeDelivery(database: DatabaseSync, settings: DeliverySettings): void {
  writeSetting(database, 'delivery', settings);
}

/** When the desk was last seen awake, and its last absence. */
export interface Presence {
  readonly beatAt: number;
  readonly awaySince?: number;
  readonly backAt?: number;
}

export function readPresence(database: DatabaseSync): Presence | undefined {
  return readSetting(database, 'presence') as Presence | undefined;
}

export function writePresence(database: DatabaseSync, presence: Presence): void {
  writeSetting(database, 'presence', presence);
}

function readSetting(database: DatabaseSync, name: string): unknown {
  const row = prepared(database, 'SELECT value FROM settings WHERE name = :name').get({ name });
  return row === undefined ? undefined : (JSON.parse(String(row.value)) as unknown);
}

function writeSetting(database: DatabaseSync, name: string, value: unknown): void {
  prepared(database, 'INSERT OR REPLACE INTO settings (name, value) VALUES (:name, :value)').run({
    name,
    value: JSON.stringify(value),
  });
}
