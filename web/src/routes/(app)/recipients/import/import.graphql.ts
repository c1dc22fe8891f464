export const imports = /* GraphQL */ `
  query Upload($id: ID!, $encoding: String, $delimiter: String, $hasHeader: Boolean) {
    upload(id: $id, encoding: $encoding, delimiter: $delimiter, hasHeader: $hasHeader) {
      id
      fileName
      size
      parts
      part
      encoding
      encodingChoices {
        encoding
        sample
      }
      delimiter
      hasHeader
      columns {
        name
        field
        samples
      }
    }
  }

  query RecipientImport($id: ID!) {
    recipientImport(id: $id) {
      ...ImportState
    }
  }

  fragment ImportState on RecipientImport {
    id
    fileName
    status
    dryRun
    progress
    error
    rowCount
    createdCount
    updatedCount
    unchangedCount
    skippedCount
    suppressedCount
    repeatedCount
    rejectedCount
    rejectedUrl
    unlistedCount
    isUndoable
  }

  mutation ImportRecipients($input: ImportRecipientsInput!) {
    importRecipients(input: $input) {
      id
    }
  }

  mutation ConfirmRecipientImport($id: ID!) {
    confirmRecipientImport(id: $id) {
      id
      status
    }
  }

  mutation CancelRecipientImport($id: ID!) {
    cancelRecipientImport(id: $id) {
      id
      status
    }
  }

  mutation UndoRecipientImport($id: ID!) {
    undoRecipientImport(id: $id) {
      id
      status
    }
  }
`;
