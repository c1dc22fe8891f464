export const viewer = /* GraphQL */ `
  query Viewer {
    viewer {
      id
      email
      fullName
      locale
      timeZone
      isSuperuser
      groups {
        id
        name
      }
      permissions {
        codename
      }
    }
    overview {
      activeMailingCount
    }
    registration
    catchesMail
  }

  mutation LogOut {
    logout
  }
`;
