import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What no page of ours needs, and so no script that got into one shall have. */
const PERMISSIONS = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'midi']
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * Headers of every answer. The policy here is for answers that are no page; pages bring one of their own, with the nonces
 * of their scripts. https is insisted on where that is what we are served by.
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
    // Browsers would have to be told so by every answer before it means anything.
    originAgentCluster: false,
    // Forms would have no origin with less.
    referrerPolicy: { policy: 'same-origin' },
    // Pages show mails in frames of their own; frame-ancestors says the rest.
    xFrameOptions: { action: 'sameorigin' },
    strictTransportSecurity: baseUrl.startsWith('https:') && { maxAge: 31_536_000, includeSubDomains: false },
  });
  return (req, res, next) => {
    res.setHeader('permissions-policy', PERMISSIONS);
    protect(req, res, next);
  };
}
