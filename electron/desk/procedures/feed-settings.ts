/** Takes a feed's settings apart: what the archive keeps, and what only the secrets may hold. */
import {
  isSecretHeader,
  type RequestSettings,
  requestProblems,
  type SettingProblem,
} from '../../../shared/feed-settings.ts';
import type { Feed } from '../../../shared/model.ts';
import type { Engine } from '../engine.ts';
import { type OpenSettings, partSettings, readFeedSecrets, writeFeedSecrets } from '../poll/feed-secrets.ts';

/** The first thing that is wrong with the settings of a new feed or of `feed`, if any. */
export async function settingProblem(
  engine: Engine,
  feed: Feed | undefined,
  settings: RequestSettings,
): Promise<SettingProblem | undefined> {
  const username = settings.username ?? feed?.username;
  const headers = settings.headers ?? feed?.headers;
  const [problem] = requestProblems({
    ...settings,
    ...(username === undefined ? {} : { username }),
    ...(headers === undefined ? {} : { headers }),
  });
  if (problem !== undefined) return problem;
  if (settings.password && !username) return { field: 'username', message: 'A password needs a user name.' };
  const bare = (settings.headers ?? []).filter(({ value }) => value === undefined);
  if (bare.length === 0) return undefined;
  const kept = feed === undefined ? {} : (await readFeedSecrets(engine.secrets, feed.id)).headers;
  const missing = bare.find(({ name }) => !isSecretHeader(name) || kept[name.toLowerCase()] === undefined);
  return missing === undefined
    ? undefined
    : { field: 'headers', message: `The header ${missing.name} has no value yet.` };
}

/** Keeps what is secret in the settings of a feed, and gives what the archive keeps. */
export async function keepSettings<T extends RequestSettings>(
  engine: Engine,
  feedId: number,
  settings: T,
  before?: Feed,
): Promise<Omit<T, keyof RequestSettings> & OpenSettings> {
  const {
    headers: _,
    username: _u,
    password: _p,
    proxy: _x,
    userAgent: _a,
    timeoutMs: _t,
    maxBytes: _b,
    maxRedirects: _r,
    ...rest
  } = settings;
  const kept = before === undefined ? { headers: {} } : await readFeedSecrets(engine.secrets, feedId);
  const parted = partSettings(settings, kept, before);
  // A feed without secrets leaves the store alone: opening a system's key store may ask its user.
  if (JSON.stringify(parted.secrets) !== JSON.stringify(kept))
    await writeFeedSecrets(engine.secrets, feedId, parted.secrets);
  return { ...rest, ...parted.open };
}
