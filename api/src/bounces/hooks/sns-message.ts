import { createVerify } from 'node:crypto';
import * as v from 'valibot';

export const snsMessage = v.object({
  Type: v.picklist(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: v.string(),
  TopicArn: v.string(),
  Subject: v.optional(v.string()),
  Message: v.string(),
  Timestamp: v.string(),
  Token: v.optional(v.string()),
  SubscribeURL: v.optional(v.string()),
  SignatureVersion: v.picklist(['1', '2']),
  Signature: v.string(),
  SigningCertURL: v.string(),
});
export type SnsMessage = v.InferOutput<typeof snsMessage>;

/** Fetches text of bounded length from a URL of Amazon. */
export type Ask = (url: string) => Promise<string>;

/** Whether a URL belongs to Amazon SNS. No other URL is ever fetched. */
export function isOfSns(url: string): boolean {
  const { protocol, hostname, port, username } = URL.parse(url) ?? {};
  return (
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    /^sns\.[a-z\d-]{1,30}\.amazonaws\.com(?:\.cn)?$/.test(hostname ?? '')
  );
}

const certificates = new Map<string, string>();
const MOST_CERTIFICATES = 10;

/**
 * Whether Amazon has signed a message, verified with the certificate that it names, which must be on a host
 * of Amazon SNS.
 */
export async function isSignedBySns(message: SnsMessage, ask: Ask): Promise<boolean> {
  const { SigningCertURL: url, SignatureVersion: version, Signature: signature } = message;
  if (!isOfSns(url) || !new URL(url).pathname.endsWith('.pem')) return false;
  const certificate = certificates.get(url) ?? (await ask(url));
  if (certificates.size >= MOST_CERTIFICATES) certificates.clear();
  certificates.set(url, certificate);
  try {
    const verifier = createVerify(version === '1' ? 'sha1' : 'sha256').update(signedText(message));
    return verifier.verify(certificate, signature, 'base64');
  } catch {
    return false;
  }
}

/** Returns the signed text: names and values, one per line, ordered by name. */
export function signedText(message: SnsMessage): string {
  const names =
    message.Type === 'Notification'
      ? (['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const)
      : (['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const);
  return names
    .filter((name) => message[name] !== undefined)
    .map((name) => `${name}\n${message[name]}\n`)
    .join('');
}
