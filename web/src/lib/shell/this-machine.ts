/** Whether the page was asked for from the machine that Postline runs on: there mails may be caught, and read at /mailbox. */
export function isThisMachine({ hostname }: { hostname: string }): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
