export const changes = /* GraphQL */ `
  fragment ChangeState on RecipientChange {
    id
    kind
    status
    totalCount
    doneCount
    changedCount
    restoredCount
    leftAloneCount
    newStatus
    listName
    attributeName
    isUndoable
  }

  query RecipientChange($id: ID!) {
    recipientChange(id: $id) {
      ...ChangeState
    }
  }

  query RecipientChanges {
    recipientChanges(first: 20) {
      nodes {
        ...ChangeState
        createdAt
      }
    }
  }

  mutation ChangeRecipients($input: ChangeRecipientsInput!) {
    changeRecipients(input: $input) {
      ...ChangeState
    }
  }

  mutation CancelRecipientChange($id: ID!) {
    cancelRecipientChange(id: $id) {
      ...ChangeState
    }
  }

  mutation UndoRecipientChange($id: ID!) {
    undoRecipientChange(id: $id) {
      ...ChangeState
    }
  }
`;
