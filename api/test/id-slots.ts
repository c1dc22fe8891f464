import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Data } from './client.ts';
import { KNOWN_EMAIL, type World } from './world.ts';

/**
 * A place where an operation takes a value of a type: an argument, or a field of an input object below one.
 */
export interface Slot {
  operation: string;
  path: string[];
}

type Kind = keyof World;

/** The kind of thing that an id belongs to, by the name of the argument or field. */
const byName: Record<string, Kind> = {
  uploadId: 'upload',
  ownerId: 'user',
  actorId: 'user',
  userId: 'user',
  groupId: 'group',
  groupIds: 'group',
  intervalId: 'interval',
  recipientId: 'recipient',
  recipientIds: 'recipient',
  listId: 'list',
  listIds: 'list',
  allListIds: 'list',
  noneOfListIds: 'list',
  segmentId: 'segment',
  segmentIds: 'segment',
  messageId: 'message',
  attachmentsOfId: 'message',
  senderId: 'sender',
  mailingId: 'mailing',
  runId: 'run',
  deliveryIds: 'delivery',
};
/** The kind of thing that `id` and `ids` belong to, by the operation's name; the first match counts. */
const byOperation: [RegExp, Kind][] = [
  [/^Mutation\.restoreRecipientList$/, 'deletedList'],
  [/^Mutation\.restoreSegment$/, 'deletedSegment'],
  [/^Mutation\.restoreMessage$/, 'deletedMessage'],
  [/^Mutation\.restoreMailing$/, 'deletedMailing'],
  [/(To|From)(List|Mailing)$/, 'recipient'],
  [/upload$/, 'upload'],
  [/RecipientImport$/i, 'import'],
  [/RecipientList$/i, 'list'],
  [/SenderIdentity$/, 'sender'],
  [/SenderDomain$|^Mutation\.rotateDkimKey$/, 'domain'],
  [/Segment$/i, 'segment'],
  [/^\w+\.(recipientChange|cancelRecipientChange|undoRecipientChange)$/, 'change'],
  [/Suppression$/i, 'suppression'],
  [/WebhookCall$/, 'webhookCall'],
  [/Webhook(Secret)?$/i, 'webhook'],
  [/Recipients?$/i, 'recipient'],
  [/MailImage$/, 'mailImage'],
  [/messageVersion$/, 'messageVersion'],
  [/MessageAttachment$/, 'attachment'],
  [/Message$/i, 'message'],
  [/Run$/i, 'run'],
  [/Mailing$/i, 'mailing'],
  [/Attempt$/i, 'attempt'],
  [/ApiToken$/i, 'token'],
  [/View$/, 'view'],
  [/Session$/i, 'session'],
  [/User$/i, 'user'],
  [/UserLimited$/, 'user'],
  [/Group$/i, 'group'],
  [/Interval$/i, 'interval'],
  [/BlogPost$/, 'post'],
];
const bySlot: Record<string, Kind> = {
  'Query.attempts filter.mailingId': 'launched',
  'Query.mailEvents filter.mailingId': 'launched',
  'Query.mailingRuns filter.mailingId': 'launched',
  'Query.deliveries filter.mailingId': 'launched',
  'Query.mailingStarts filter.mailingId': 'launched',
  'Query.statistics filter.mailingId': 'launched',
  'Mutation.addRecipientsToList ids': 'outsider',
  'Mutation.addRecipientsToMailing selection.filter.listIds': 'outside',
  'Mutation.addRecipientsToMailing selection.filter.allListIds': 'outside',
  'Mutation.addRecipientsToMailing selection.ids': 'outsider',
  'Mutation.addRecipientsToMailing selection.filter.listId': 'outside',
};
/** Other arguments that an operation requires before it looks at the id. */
const besides: Record<string, Data> = {
  'Mutation.changeRecipients input.selection.ids': { input: { status: 'ACTIVE' } },
  'Mutation.changeRecipients input.selection.filter.listIds': { input: { status: 'ACTIVE' } },
  'Mutation.changeRecipients input.selection.filter.allListIds': { input: { status: 'ACTIVE' } },
  'Mutation.changeRecipients input.selection.filter.listId': { input: { status: 'ACTIVE' } },
  'Mutation.changeRecipients input.selection.filter.ownerId': { input: { status: 'ACTIVE' } },
  'Mutation.changeRecipients input.listId': {
    input: { kind: 'ADD_TO_LIST', selection: { filter: { status: 'ACTIVE' } } },
  },
  'Mutation.importRecipients input.listIds': { input: { columns: [] } },
  'Query.recipientsByEmail ownerId': { emails: [KNOWN_EMAIL] },
  'Query.previewMessage input.recipientId': { input: { subject: 'A', body: 'B' } },
  'Mutation.addRecipientsToMailing mailingId': { selection: { filter: { status: 'ACTIVE' } } },
  'Mutation.removeRecipientsFromMailing mailingId': { selection: { filter: { status: 'ACTIVE' } } },
};

export const nameOf = ({ operation, path }: Slot) => `${operation} ${path.join('.')}`;

/** Returns the kind of thing whose id a slot takes. Throws for a slot that is not described here. */
export function kindOf(slot: Slot): Kind {
  const name = slot.path.at(-1)!;
  const isOwn = /^ids?$/.test(name);
  const kind =
    bySlot[nameOf(slot)] ??
    (isOwn ? byOperation.find(([operation]) => operation.test(slot.operation))?.[1] : byName[name]);
  if (!kind) throw new Error(`Whose id does ${nameOf(slot)} take?`);
  return kind;
}

/** Every place of the API that takes an id, or values of other scalars. */
export function slotsOf(schema: GraphQLSchema, scalars = ['ID']): Slot[] {
  const slots: Slot[] = [];
  const look = (type: GraphQLInputType, slot: Slot) => {
    const named = getNamedType(type);
    if (scalars.includes(named.name)) slots.push(slot);
    if (!isInputObjectType(named)) return;
    for (const field of Object.values(named.getFields())) {
      look(field.type, { ...slot, path: [...slot.path, field.name] });
    }
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const operation = `${type.name}.${field.name}`;
      for (const arg of field.args) look(arg.type, { operation, path: [arg.name] });
    }
  }
  return slots;
}

/** Returns an operation with an id, or another value, in a slot, and the actor's own things in all others. */
export function askedWith(schema: GraphQLSchema, slot: Slot, { id, own }: { id: unknown; own: World }) {
  const [typeName, fieldName] = slot.operation.split('.') as [string, string];
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName]! : undefined;
  if (!field) throw new Error(`${slot.operation} is no operation.`);
  const more = besides[nameOf(slot)] ?? {};
  const args = field.args.filter(
    (arg) => isRequiredArgument(arg) || arg.name === slot.path[0] || arg.name in more,
  );
  const variables = args.map(({ name, type }) => {
    const made = valueOf(type, { slot, path: [name], id, own });
    if (Array.isArray(more[name])) return [name, more[name]];
    return [name, name in more && typeof made === 'object' ? { ...(made as Data), ...more[name] } : made];
  });
  const declared = args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  return {
    document: `${typeName.toLowerCase()} (${declared}) { ${fieldName}(${given}) ${selectionOf(field)} }`,
    variables: Object.fromEntries(variables) as Data,
  };
}

interface Place {
  slot: Slot;
  path: string[];
  id: unknown;
  own: World;
}

function valueOf(type: GraphQLInputType, place: Place): unknown {
  const { slot, path, id, own } = place;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [valueOf(nullable.ofType, place)];
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields())
      .filter((field) => isRequiredInputField(field) || slot.path[path.length] === field.name)
      .map((field) => [field.name, valueOf(field.type, { ...place, path: [...path, field.name] })]);
    return Object.fromEntries(fields);
  }
  if (path.join() === slot.path.join()) return id;
  if (nullable.name === 'ID') return own[kindOf({ ...slot, path })];
  return scalars[nullable.name]!();
}

const scalars: Record<string, () => unknown> = {
  String: () => `u${Math.random()}@example.com`,
  Int: () => 1,
  Boolean: () => true,
  DateTime: () => new Date(Date.now() + 3_600_000).toISOString(),
};

function selectionOf({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = ['totalCount', 'count', 'unknown'].filter((name) => name in named.getFields());
  return `{ __typename ${fields.join(' ')} }`;
}
