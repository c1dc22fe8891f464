export const palette = /* GraphQL */ `
  query Palette($search: String!, $seesUsers: Boolean!) {
    mailings(first: 4, filter: { search: $search }) {
      nodes {
        id
        name
      }
    }
    recipients(first: 4, filter: { search: $search }) {
      nodes {
        id
        email
        fullName
      }
    }
    messages(first: 4, filter: { search: $search }) {
      nodes {
        id
        subject
      }
    }
    recipientLists(first: 4, filter: { search: $search }) {
      nodes {
        id
        name
      }
    }
    users(first: 4, filter: { search: $search }) @include(if: $seesUsers) {
      nodes {
        id
        email
        fullName
      }
    }
    segments(first: 4, filter: { search: $search }) {
      nodes {
        id
        name
      }
    }
  }
`;
