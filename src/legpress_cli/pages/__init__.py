"""The pages that legpress prints, one module for each command."""
