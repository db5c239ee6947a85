"""The Accounts page: the book of accounts as a grid."""
