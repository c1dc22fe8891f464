import { writes } from '../../access/root-permissions.ts';

export const attachmentRules = { Query: {}, Mutation: { deleteMessageAttachment: writes } };
