top.location = 'https://example.org/';
