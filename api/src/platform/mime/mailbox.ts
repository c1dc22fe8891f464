/** A mailbox of RFC 5322: a display name, which may be empty, and an address. */
export interface Mailbox {
  name: string;
  address: string;
}

// RFC 5321 allows 254 octets for the address; the rest is for the name.
const LONGEST = 1000;

/**
 * Parses `Name <address>` or a bare address. Returns null if it is neither. Meant for configuration, not for
 * people's input.
 */
export function parseMailbox(text: string): Mailbox | null {
  const whole = text.trim();
  if (whole.length > LONGEST) return null;
  const [, name, bracketed] = /^([^<>]*)<([^<>]*)>$/.exec(whole) ?? [];
  const address = bracketed ?? whole;
  if (!/^[^<>\s@]+@[^<>\s@]+$/.test(address)) return null;
  return name === undefined ? { name: '', address } : withName(name.trim(), address);
}

function withName(name: string, address: string): Mailbox | null {
  const [, quoted = name] = /^"([^"]*)"$/.exec(name) ?? [];
  return quoted.includes('"') ? null : { name: quoted, address };
}
