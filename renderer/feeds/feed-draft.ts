/** A feed's settings as its form holds them: texts, until they are saved. */
import { type FeedHeader, usualRequestLimits } from '../../shared/feed-settings.ts';
import type { Feed, FullTextMode, SourceType } from '../../shared/model.ts';
import type { DeskClient } from '../desk-client.ts';

export interface HeaderDraft {
  /** Stable while its line is edited. */
  readonly key: number;
  readonly name: string;
  readonly value: string;
  /** It has a secret value, which an empty text keeps. */
  readonly isKept: boolean;
}

export interface FeedFormDraft {
  readonly title: string;
  readonly folder: string;
  readonly language: string;
  readonly country: string;
  readonly sourceType: SourceType | 'none';
  readonly stateAffiliated: boolean;
  readonly interval: 'auto' | 'minutes';
  readonly minutes: string;
  readonly fullText: FullTextMode;
  readonly userAgent: string;
  readonly headers: readonly HeaderDraft[];
  readonly username: string;
  /** Empty keeps the password there is. */
  readonly password: string;
  readonly proxy: 'system' | 'none' | 'address';
  readonly proxyAddress: string;
  readonly timeoutSeconds: string;
  readonly maxMebibytes: string;
  readonly maxRedirects: string;
}

type FeedPatch = Omit<Parameters<DeskClient['feeds']['update']>[0], 'id'>;

const mebibyte = 1024 * 1024;

export function draftOf(feed: Feed): FeedFormDraft {
  const { proxy } = feed;
  const isAddress = proxy !== 'system' && proxy !== 'none';
  return {
    title: feed.title,
    folder: feed.folder ?? '',
    language: feed.language ?? '',
    country: feed.country ?? '',
    sourceType: feed.sourceType ?? 'none',
    stateAffiliated: feed.stateAffiliated,
    interval: feed.intervalMs === undefined ? 'auto' : 'minutes',
    minutes: String(Math.round((feed.intervalMs ?? 3_600_000) / 60_000)),
    fullText: feed.fullText,
    userAgent: feed.userAgent ?? '',
    headers: feed.headers.map(({ name, value }, key) => ({
      key,
      name,
      value: value ?? '',
      isKept: value === undefined,
    })),
    username: feed.username ?? '',
    password: '',
    proxy: isAddress ? 'address' : proxy,
    proxyAddress: isAddress ? proxy : '',
    timeoutSeconds: String((feed.timeoutMs ?? usualRequestLimits.timeoutMs) / 1000),
    maxMebibytes: String((feed.maxBytes ?? usualRequestLimits.maxBytes) / mebibyte),
    maxRedirects: String(feed.maxRedirects ?? usualRequestLimits.maxRedirects),
  };
}

interface DraftProblem {
  readonly field: string;
  readonly message: string;
}

/** What the draft changes of the feed, and nothing else: some settings make it due. Or what is wrong with the draft. */
export function patchOf(feed: Feed, draft: FeedFormDraft): FeedPatch | DraftProblem {
  const [before, after] = [readDraft(draftOf(feed)), readDraft(draft)];
  if ('message' in after || 'message' in before) return after;
  const same = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== same.get(name)));
}

function readDraft(draft: FeedFormDraft): FeedPatch | DraftProblem {
  const [minutes, seconds, mebibytes, maxRedirects] = [
    draft.minutes,
    draft.timeoutSeconds,
    draft.maxMebibytes,
    draft.maxRedirects,
  ].map(readNumber);
  const isInterval = minutes !== undefined && minutes >= 5 && minutes <= 1440;
  if (draft.title.trim() === '') return { field: 'title', message: 'A feed needs a title.' };
  if (draft.interval === 'minutes' && !isInterval)
    return { field: 'intervalMs', message: 'The interval goes from 5 minutes to 1440, which is a day.' };
  if (draft.language !== '' && !/^[a-z]{2,3}$/.test(draft.language))
    return { field: 'language', message: 'Use the code of a language, such as tr.' };
  if (draft.country !== '' && !/^[A-Z]{2,3}$/.test(draft.country))
    return { field: 'country', message: 'Use the code of a country, such as TR.' };
  if (seconds === undefined) return { field: 'timeoutMs', message: 'The time limit is a number of seconds.' };
  if (maxRedirects === undefined) return { field: 'maxRedirects', message: 'The limit of redirects is a number.' };
  if (mebibytes === undefined) return { field: 'maxBytes', message: 'The size limit is a number of MiB.' };
  const timeoutMs = seconds * 1000;
  const maxBytes = Math.round(mebibytes * mebibyte);
  const { title, folder, language, country, stateAffiliated, fullText, userAgent, username, password } = draft;
  return {
    ...{ title, folder, language, country, stateAffiliated, fullText, userAgent, username },
    ...(draft.sourceType === 'none' ? {} : { sourceType: draft.sourceType }),
    ...(password === '' ? {} : { password }),
    intervalMs: draft.interval === 'auto' ? null : (minutes ?? 60) * 60_000,
    headers: draft.headers.filter(({ name }) => name.trim() !== '').map(toHeader),
    proxy: draft.proxy === 'address' ? draft.proxyAddress.trim() : draft.proxy,
    timeoutMs: timeoutMs === usualRequestLimits.timeoutMs ? null : timeoutMs,
    maxBytes: maxBytes === usualRequestLimits.maxBytes ? null : maxBytes,
    maxRedirects: maxRedirects === usualRequestLimits.maxRedirects ? null : maxRedirects,
  };
}

function toHeader({ name, value, isKept }: HeaderDraft): FeedHeader {
  return isKept && value === '' ? { name: name.trim() } : { name: name.trim(), value: value.trim() };
}

function readNumber(text: string): number | undefined {
  const number = Number(text.replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) || number <= 0 ? undefined : number;
}
