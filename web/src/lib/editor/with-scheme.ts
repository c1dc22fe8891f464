// Its last part has no dot: otherwise each of many dots would be tried against all that follow.
const MAILBOX = /^[^\s@:/?#{}]+@[^\s@:/?#{}]+\.[^\s@:/?#{}.]+$/;
const SITE = /^[\p{L}\p{N}][\p{L}\p{N}.-]*\.\p{L}{2,}(?::\d+)?(?:[/?#].*)?$/u;

/** Returns an address as a link needs it: people write `example.com` and `anna@example.com` without a scheme. */
export function withScheme(address: string): string {
  if (MAILBOX.test(address)) return `mailto:${address}`;
  return SITE.test(address) ? `https://${address}` : address;
}
