"""Importers written in Python: formats whose well-kept readers are Python packages."""
