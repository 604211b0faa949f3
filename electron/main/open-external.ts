import { shell } from 'electron';

/** The one door to the system browser: http and https only, without a user name. Rejects anything else. */
export async function openExternal(address: string): Promise<void> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new TypeError('Only web addresses can be opened.');
  if (url.username !== '' || url.password !== '') throw new TypeError('The address carries a user name.');
  await shell.openExternal(url.href);
}
