export const recipient = /* GraphQL */ `
  query Recipient($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    recipient(id: $id) {
      id
      email
      fullName
      comment
      attributes
      status
      suppression {
        id
        source
        createdAt
      }
      lists {
        id
        name
      }
      owner {
        id
        fullName
      }
      createdAt
      updatedAt
      viewerCan {
        edit
        delete
      }
      events(first: 20) {
        nodes {
          ...MailEventRow
          delivery {
            id
          }
        }
      }
      deliveries(first: $first, after: $after, last: $last, before: $before) {
        nodes {
          ...DeliveryRow
          run {
            id
            runNumber
            startedAt
            mailing {
              id
              name
            }
          }
        }
        pageInfo {
          ...Page
        }
        totalCount
      }
    }
  }

  query PersonTraces($input: PersonInput!) {
    personTraces(input: $input) {
      deliveryCount
      attemptCount
      eventCount
      isSuppressed
    }
  }

  mutation ErasePerson($input: PersonInput!) {
    erasePerson(input: $input) {
      isRecipient
    }
  }

  mutation UpdateRecipient($id: ID!, $input: UpdateRecipientInput!) {
    updateRecipient(id: $id, input: $input) {
      id
      updatedAt
    }
  }
`;
