export const choices = /* GraphQL */ `
  query MessageChoices($search: String, $ownerId: ID) {
    messages(
      first: 20
      filter: { search: $search, ownerId: $ownerId }
      orderBy: { field: UPDATED_AT, direction: DESC }
    ) {
      nodes {
        id
        subject
        updatedAt
      }
    }
  }

  query RecipientChoices($search: String, $ownerId: ID) {
    recipients(first: 20, filter: { search: $search, ownerId: $ownerId, status: ACTIVE }) {
      nodes {
        id
        email
        fullName
      }
    }
  }

  query ListChoices($search: String, $ownerId: ID) {
    recipientLists(first: 50, filter: { search: $search, ownerId: $ownerId }) {
      nodes {
        id
        name
        recipientCount
      }
    }
  }

  query ChosenMessage($id: ID!) {
    message(id: $id) {
      id
      subject
    }
  }

  query StartsPreview($input: PreviewStartsInput!) {
    previewStarts(input: $input)
  }

  query SenderChoices($ownerId: ID) {
    senderIdentities(first: 100, filter: { ownerId: $ownerId }) {
      nodes {
        id
        name
        address
        isDefault
        isVerified
      }
    }
  }

  query IntervalChoices {
    intervals {
      id
      name
      every
      unit
    }
  }
`;
