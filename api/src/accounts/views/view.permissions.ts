import { inPerson } from '../../access/root-permissions.ts';

export const viewRules = {
  Query: { savedViews: inPerson },
  Mutation: { saveView: inPerson, renameView: inPerson, deleteView: inPerson },
};
