/** How alerts are told, and whether anybody was there to hear, as the archive remembers it. */
import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { type DeliverySettings, deliverySchema } from '../../../shared/rule.ts';
import { readArchiveSetting, writeArchiveSetting } from './archive-settings.ts';

/** How much may interrupt; the usual where nothing, or nothing readable, is stored. */
export function readDelivery(database: DatabaseSync): DeliverySettings {
  const stored = readArchiveSetting(database, 'delivery');
  const parsed = v.safeParse(deliverySchema, stored ?? {});
  return parsed.success ? parsed.output : v.parse(deliverySchema, {});
}

export function writeDelivery(database: DatabaseSync, settings: DeliverySettings): void {
  writeArchiveSetting(database, 'delivery', settings);
}

/** When the desk was last seen awake, and its last absence. */
export interface Presence {
  readonly beatAt: number;
  readonly awaySince?: number;
  readonly backAt?: number;
}

export function readPresence(database: DatabaseSync): Presence | undefined {
  return readArchiveSetting(database, 'presence') as Presence | undefined;
}

export function writePresence(database: DatabaseSync, presence: Presence): void {
  writeArchiveSetting(database, 'presence', presence);
}
