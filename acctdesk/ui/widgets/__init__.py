"""Small widgets that know the theme and nothing of accounts; import each from its module."""
