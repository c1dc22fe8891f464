export const messages = /* GraphQL */ `
  query Messages(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: MessageFilter
    $orderBy: MessageOrder
  ) {
    messages(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      nodes {
        ...MessageRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  fragment MessageRow on Message {
    id
    subject
    snippet
    updatedAt
    mailingCount
    owner {
      id
      fullName
    }
    problems {
      severity
    }
    viewerCan {
      edit
      delete
    }
  }

  query Message($id: ID!) {
    message(id: $id) {
      id
      subject
      body
      format
      textPart
      updatedAt
      mailingCount
      attachments {
        ...Attachment
      }
      owner {
        id
        fullName
      }
      viewerCan {
        edit
        delete
      }
    }
  }

  query ConvertMjml($mjml: String!) {
    convertMjml(mjml: $mjml) {
      html
      problems {
        code
        message
        path
        severity
      }
    }
  }

  mutation CreateMessage($input: CreateMessageInput!) {
    createMessage(input: $input) {
      id
      updatedAt
    }
  }

  mutation UpdateMessage($id: ID!, $input: UpdateMessageInput!) {
    updateMessage(id: $id, input: $input) {
      id
      subject
      body
      format
      textPart
      updatedAt
    }
  }

  fragment Attachment on MessageAttachment {
    id
    name
    size
  }

  mutation DeleteMessageAttachment($id: ID!) {
    deleteMessageAttachment(id: $id)
  }

  query MessageVersions($id: ID!) {
    message(id: $id) {
      id
      versions(first: 50) {
        nodes {
          id
          subject
          savedAt
        }
      }
    }
  }

  query MessageVersion($id: ID!) {
    messageVersion(id: $id) {
      id
      subject
      body
      format
      textPart
      savedAt
    }
  }

  mutation SendTest($input: SendTestInput!) {
    sendTest(input: $input)
  }

  mutation DeleteMessage($id: ID!) {
    deleteMessage(id: $id)
  }

  mutation RestoreMessage($id: ID!) {
    restoreMessage(id: $id) {
      id
    }
  }
`;
