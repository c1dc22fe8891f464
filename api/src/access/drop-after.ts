import type { GraphQLFieldConfig, GraphQLSchema } from 'graphql';
import { defaultFieldResolver } from 'graphql';
import type { Context } from '../context/context.ts';
import { forgetViewerRow } from '../context/viewer-row.ts';
import type { CacheTag } from '../platform/cache/cache.ts';

/** Which cached values mutations change; the first match counts. */
const changes: [RegExp, readonly CacheTag[]][] = [
  [/^(pause|resume|run)Job$|Webhook|^(save|rename|delete)View$/, []],
  [/BlogPost$/, ['posts']],
  [
    /^(create|update|restore)(User|Group|Interval|Message|MailLayout|ApiToken|Segment)$|^delete(Group|Interval|Message|MailImage|MessageAttachment|Segment)$/,
    [],
  ],
  [/^(register|confirm|resend|log|request|reset|change|revoke|end|send|set|clear)|^updateProfile$/, []],
  [/Suppression|RecipientList$|(To|From)(List|Mailing)$/, []],
  [/Recipient/, ['recipients']],
];
/** A mutation without an entry changes everything. */
const everything: readonly CacheTag[] = ['mailings', 'recipients', 'sending', 'posts'];

/** Returns which cached values a mutation changes. */
const changedBy = (mutation: string) => changes.find(([names]) => names.test(mutation))?.[1] ?? everything;

/**
 * Drops what a mutation has changed before its response is sent, so that every later query sees the change.
 */
export function dropAfterMutations(schema: GraphQLSchema): void {
  const fields = schema.getMutationType()!.getFields();
  for (const [name, field] of Object.entries(fields)) {
    field.resolve = droppingAfter(field.resolve ?? defaultFieldResolver, changedBy(name));
  }
}

type Resolve = NonNullable<GraphQLFieldConfig<unknown, Context>['resolve']>;

const droppingAfter =
  (resolve: Resolve, tags: readonly CacheTag[]): Resolve =>
  async (...call) => {
    const [, , ctx] = call;
    forgetViewerRow(ctx);
    const answer: unknown = await resolve(...call);
    if (tags.length > 0) await ctx.cache.drop(...tags);
    return answer;
  };
