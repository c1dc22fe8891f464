/** A mailbox of RFC 5322: a name to show, which may be empty, and an address. */
export interface Mailbox {
  name: string;
  address: string;
}

/** Reads `Name <address>` or a bare address; null where it is neither. Meant for configuration, not for people's input. */
export function parseMailbox(text: string): Mailbox | null {
  const match = /^\s*(?:"?([^"<>]*?)"?\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))\s*$/.exec(text);
  if (!match) return null;
  return { name: match[1] ?? '', address: (match[2] ?? match[3])! };
}
