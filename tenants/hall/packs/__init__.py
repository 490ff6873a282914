"""Packs: what a real hall starts from, as TOML under PACKS_DIR; read and checked, then loaded into its schema."""
