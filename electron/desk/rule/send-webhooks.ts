/** Sends what waits in the outbox, at least once each, with a stable id and a signature that its receiver can check. */
import { createHmac } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { checkAddress } from '../net/address-guard.ts';
import type { Network } from '../net/network.ts';
import type { Secrets } from '../secrets.ts';
import { delayMessage, dueMessages, type OutboxMessage, removeMessage } from '../store/webhook-outbox.ts';

const answerWithinMs = 15_000;
const firstDelayMs = 30_000;
const longestDelayMs = 6 * 3_600_000;

export function webhookSecretName(ruleId: number): string {
  return `webhook/${ruleId}`;
}

/** The value of `sitrep-signature`: HMAC-SHA256 of the body as it was sent. */
export function signatureOf(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** How long to wait after so many failed attempts. */
export function delayAfter(attempts: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempts, 20));
}

/** Sends every due message. What is not taken (any answer but 2xx) stays and is tried again later. */
export async function sendWebhooks(
  desk: {
    readonly database: DatabaseSync;
    readonly network: Network;
    readonly secrets: Secrets;
    readonly userAgent: string;
    readonly now: () => number;
  },
  signal: AbortSignal,
): Promise<void> {
  for (const message of dueMessages(desk.database, desk.now())) {
    if (signal.aborted) return;
    const problem = await send(desk, message, signal);
    if (signal.aborted) return;
    if (problem === undefined) removeMessage(desk.database, message.id);
    else delayMessage(desk.database, message.id, desk.now() + delayAfter(message.attempts), problem);
  }
}

async function send(
  { network, secrets, userAgent }: { network: Network; secrets: Secrets; userAgent: string },
  { id, ruleId, url, body }: OutboxMessage,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    checkAddress(url, network.allowed);
    const secret = await secrets.read(webhookSecretName(ruleId));
    const answer = await network.fetch(url, {
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': userAgent,
        'sitrep-id': id,
        ...(secret === undefined ? {} : { 'sitrep-signature': signatureOf(secret, body) }),
      },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    await answer.body?.cancel();
    return answer.status >= 200 && answer.status < 300 ? undefined : `The address answered ${answer.status}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
