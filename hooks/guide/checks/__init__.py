"""What a guide must hold before it is built. Each check takes values and returns problems."""
