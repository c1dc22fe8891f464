import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Features that no page needs, so a script that got into one must not have them either. */
const PERMISSIONS = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'midi']
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * Sets the headers of every response. The policy here is for responses that are not pages; pages have their
 * own, with the nonces of their scripts. If the site is served by https, browsers must use it.
 */
export function securityHeaders(baseUrl: string): RequestHandler {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
    // It only has an effect if every response sends it.
    originAgentCluster: false,
    // With a stricter policy forms would send no origin.
    referrerPolicy: { policy: 'same-origin' },
    // Pages show mails in frames of their own; frame-ancestors does the rest.
    xFrameOptions: { action: 'sameorigin' },
    strictTransportSecurity: baseUrl.startsWith('https:') && { maxAge: 31_536_000, includeSubDomains: false },
  });
  const headers = setBy(protect);
  return (_req, res, next) => {
    res.setHeader('permissions-policy', PERMISSIONS);
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

/** The headers that helmet sets, found out once: they are the same for every response. */
function setBy(protect: ReturnType<typeof helmet>): Map<string, string> {
  const headers = new Map<string, string>();
  const recorder = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  };
  protect({} as IncomingMessage, recorder as never, (error) => {
    if (error) throw error;
  });
  return headers;
}
