import { receiveMail } from '../bounces/receive-mail.ts';
import type { App } from '../context/app.ts';
import { listenIncoming } from '../platform/incoming/listen-incoming.ts';

/** Accepts mail to the bounce address by SMTP if that is configured; returns null if it is not. */
export async function listenBounces(app: App): Promise<{ port: number; close(): Promise<void> } | null> {
  const { bounceListener, bounceAddress } = app.config;
  if (!bounceListener || bounceAddress === undefined) return null;
  return listenIncoming({
    ...bounceListener,
    address: bounceAddress,
    log: app.log,
    receive: (mail) => receiveMail(app.asSystem(), mail),
  });
}
