"""What a site has besides its pages: to subscribe to, to search, for programs."""
