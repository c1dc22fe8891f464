import {
  addsIntervals,
  changesIntervals,
  deletesIntervals,
  disables,
  reads,
  readsMailings,
  sends,
  writes,
} from '../access/root-permissions.ts';

export const mailingRules = {
  Query: {
    mailing: readsMailings,
    mailings: readsMailings,
    previewAudience: readsMailings,
    previewStarts: reads,
    intervals: reads,
  },
  Mutation: {
    createMailing: writes,
    updateMailing: writes,
    deleteMailing: writes,
    restoreMailing: writes,
    addRecipientsToMailing: writes,
    removeRecipientsFromMailing: writes,
    disableMailing: disables,
    enableMailing: disables,
    cancelMailing: sends,
    reopenMailing: sends,
    createInterval: addsIntervals,
    updateInterval: changesIntervals,
    deleteInterval: deletesIntervals,
  },
};
