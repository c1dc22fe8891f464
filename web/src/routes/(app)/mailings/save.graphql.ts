export const save = /* GraphQL */ `
  mutation CreateMailing($input: CreateMailingInput!) {
    createMailing(input: $input) {
      id
      name
    }
  }

  mutation UpdateMailing($id: ID!, $input: UpdateMailingInput!) {
    updateMailing(id: $id, input: $input) {
      id
      name
      updatedAt
    }
  }

  mutation AddRecipientsToMailing($mailingId: ID!, $ids: [ID!]!) {
    addRecipientsToMailing(mailingId: $mailingId, selection: { ids: $ids }) {
      count
      mailing {
        id
      }
    }
  }

  query EditedMailing($id: ID!) {
    mailing(id: $id) {
      id
      name
      status
      startAt
      endAt
      timeZone
      updatedAt
      owner {
        id
      }
      interval {
        id
      }
      sender {
        id
      }
      allowedHours {
        days
        from
        until
      }
      message {
        id
        subject
      }
      recipients(first: 100) {
        nodes {
          id
          email
          fullName
        }
        totalCount
      }
      lists {
        id
        name
      }
      segments {
        id
        name
      }
      currentRun {
        id
      }
      viewerCan {
        edit
      }
    }
  }
`;
