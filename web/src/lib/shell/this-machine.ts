/**
 * Whether the page was requested from the machine that Postline runs on, where caught mails may be read at
 * /mailbox.
 */
export function isThisMachine({ hostname }: { hostname: string }): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
