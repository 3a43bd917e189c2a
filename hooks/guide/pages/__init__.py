"""The pages of docs/: what each holds, cites, shows and relies on."""
