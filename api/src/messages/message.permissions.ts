import { readsMessages, writes } from '../access/root-permissions.ts';

export const messageRules = {
  Query: {
    message: readsMessages,
    messages: readsMessages,
    previewMessage: readsMessages,
    convertMjml: readsMessages,
    messageVersion: readsMessages,
  },
  Mutation: { createMessage: writes, updateMessage: writes, deleteMessage: writes, restoreMessage: writes },
};
