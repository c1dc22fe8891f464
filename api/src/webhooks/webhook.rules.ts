import * as v from 'valibot';
import type { Context } from '../context/context.ts';
import { line, oneOf } from '../input/validation.ts';
import { WebhookEvent } from './webhook.enums.ts';

/** The maximum number of webhooks of a user. */
export const MOST_WEBHOOKS = 20;

/** A valid webhook; names and addresses of this network only if the installation permits them. */
export const webhookRules = ({ webhooksMayBePrivate }: Context) =>
  v.object({
    url: v.pipe(
      line(2000),
      v.check((text) => URL.canParse(text) && isPossible(new URL(text)), 'WEBHOOK_URL'),
      v.check((text) => webhooksMayBePrivate || !/^http:/i.test(text), 'WEBHOOK_HTTPS'),
    ),
    events: v.pipe(
      v.array(oneOf(WebhookEvent), 'WRONG_VALUE'),
      v.nonEmpty('REQUIRED'),
      v.transform((events) => [...new Set(events)]),
    ),
  });

const isPossible = ({ protocol, username, password, hostname }: URL) =>
  ['http:', 'https:'].includes(protocol) && username === '' && password === '' && hostname !== '';
