import { reads, writes } from '../access/root-permissions.ts';

export const messageRules = {
  Query: { message: reads, messages: reads, previewMessage: reads },
  Mutation: { createMessage: writes, updateMessage: writes, deleteMessage: writes },
};
