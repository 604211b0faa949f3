/**
 * Keeps feeds and pages from reaching this machine or its network. Addresses are checked where the connection is
 * made, after DNS and on every redirect, so that a name cannot be rebound between check and use.
 */
import dns from 'node:dns';
import net from 'node:net';

/** An address that Sitrep refuses to ask; the message names it. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

// IANA special-purpose registries (RFC 6890 and its successors). BlockList also sees IPv4 inside ::ffff:0:0/96.
const notPublic = new net.BlockList();
for (const [address, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  notPublic.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of [
  ['::', 96],
  // IPv4 translated for hosts that speak IPv6 alone (RFC 7915).
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  notPublic.addSubnet(address, prefix, 'ipv6');

/** Whether an IP address literal is reachable from anywhere, that is, not loopback, private, link-local or reserved. */
export function isPublicAddress(address: string): boolean {
  const [bare = ''] = address.split('%');
  const family = net.isIP(bare);
  if (family === 0) return false;
  return !notPublic.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The address to ask, if its scheme is http or https and it carries no user name. An IP literal must be public
 * unless `allowed` holds its `host:port`. Throws AddressRefused.
 */
export function checkAddress(url: string, allowed: ReadonlySet<string>): URL {
  const parsed = URL.parse(url);
  if (parsed === null) throw new AddressRefused(`The address "${url.slice(0, 200)}" is not a web address.`);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    throw new AddressRefused(`Sitrep asks http and https addresses only, not ${parsed.protocol} ones.`);
  if (parsed.username !== '' || parsed.password !== '')
    throw new AddressRefused('The address carries a user name; set it in the feed instead.');
  const host = hostOf(parsed);
  if (isAllowed(parsed, allowed)) return parsed;
  if (net.isIP(host) !== 0 && !isPublicAddress(host)) throw refusal(host);
  if (host === 'localhost' || host.endsWith('.localhost')) throw refusal(host);
  return parsed;
}

/** Whether the user allowed exactly this host and port. */
export function isAllowed(url: URL, allowed: ReadonlySet<string>): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return allowed.has(`${url.hostname}:${port}`);
}

/** `dns.lookup` that gives only public addresses, for the socket that is about to connect. */
export const lookupPublic: net.LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const refused = addresses.find(({ address }) => !isPublicAddress(address));
    if (refused) return callback(refusal(`${hostname} (${refused.address})`), '');
    const [first] = addresses;
    if (first === undefined) return callback(new Error(`${hostname} has no address`), '');
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$|\.$/g, '');
}

function refusal(host: string): AddressRefused {
  return new AddressRefused(
    `The address ${host} is on this machine or its own network. Allow it for this feed if that is what you want.`,
  );
}
